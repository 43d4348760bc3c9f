import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser, type TestBrowser } from './test-support/browser.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

let server: TestApi;
let mei: TestBrowser;

before(async () => {
  server = await startTestApi();
  mei = openBrowser(server.api);
  const token = (await server.access.setupPath())?.split('=')[1];
  const person = { name: 'Mei', email: 'mei@example.test', password: 'correct horse battery' };
  await mei.call('POST', '/api/setup', { token, ...person });
});
after(() => server[Symbol.asyncDispose]());

const codeOf = (answer: { json: { error?: { code: string } } }) => answer.json.error?.code;

describe('settings of sign-in', () => {
  it('show what claims give before they are saved', async () => {
    const preview = {
      token: JSON.stringify({ realm_access: { roles: ['offline', 'analysts'] } }),
      roleJsonPath: '$.payload.realm_access.roles',
      roleNames: { Admin: [], Operator: ['ops'], Analyst: ['analysts'], AnalystReader: [] },
    };
    const { json } = await mei.call('POST', '/api/settings/sign-in/preview', preview);
    assert.deepEqual(json, { names: ['offline', 'analysts'], roles: ['Analyst'] });
    const cognito = {
      ...preview,
      token: JSON.stringify({ 'cognito:groups': ['ops'] }),
      roleJsonPath: "$.payload['cognito:groups']",
    };
    const answer = await mei.call('POST', '/api/settings/sign-in/preview', cognito);
    assert.deepEqual(answer.json.roles, ['Operator']);
    const wrong = await mei.call('POST', '/api/settings/sign-in/preview', {
      ...preview,
      roleJsonPath: 'roles',
    });
    assert.equal(codeOf(wrong), 'USAGE');
  });

  it('keep the secret when it is not sent again, and never show it', async () => {
    const oidc = { issuer: 'https://id.example.test', clientId: 'web', clientSecret: 'very-secret-word' };
    await mei.call('PUT', '/api/settings/sign-in', { oidc });
    const { clientSecret: _, ...without } = oidc;
    const { json } = await mei.call('PUT', '/api/settings/sign-in', {
      oidc: { ...without, label: 'Company' },
    });
    assert.deepEqual([json.oidc.hasClientSecret, json.oidc.label], [true, 'Company']);
    assert.ok(!JSON.stringify(json).includes('very-secret-word'));
    assert.equal((await server.access.accounts.settings.oidc())?.clientSecret, 'very-secret-word');
    const elsewhere = { ...without, issuer: 'https://other.example.test' };
    assert.equal(codeOf(await mei.call('PUT', '/api/settings/sign-in', { oidc: elsewhere })), 'USAGE');
    const insecure = await mei.call('PUT', '/api/settings/sign-in', {
      oidc: { ...oidc, issuer: 'http://id.example.test' },
    });
    assert.match(insecure.json.error.message, /issuer: http is for providers on this machine only/);
  });

  it('tell the sign-in page that the provider is away, and whether it is set up', async () => {
    const away = { issuer: 'http://127.0.0.1:9', clientId: 'web', label: 'Company' };
    await mei.call('PUT', '/api/settings/sign-in', { oidc: away });
    const { json } = await openBrowser(server.api).call('GET', '/api/auth-methods');
    assert.deepEqual([json.isSetUp, json.oidc.label, json.oidc.isAvailable], [true, 'Company', false]);
    const start = await openBrowser(server.api).call('GET', '/api/auth/oidc/start');
    assert.equal(start.status, 302);
    assert.match(String(start.response.headers.location), /^\/signin\?problem=OIDC_UNAVAILABLE/);
    await mei.call('PUT', '/api/settings/sign-in', { oidc: null });
  });
});
