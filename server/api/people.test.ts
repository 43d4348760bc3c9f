import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openBrowser, type TestBrowser } from './test-support/browser.ts';
import { startTestApi, type TestApi, testToken } from './test-support/test-api.ts';

const password = 'correct horse battery';
let server: TestApi;
let mei: TestBrowser;
let meiId = '';

before(async () => {
  server = await startTestApi();
  mei = openBrowser(server.api);
  const token = (await server.access.setupPath())?.split('=')[1];
  await mei.call('POST', '/api/setup', { token, name: 'Mei', email: 'mei@example.test', password });
  meiId = (await mei.call('GET', '/api/me')).json.person.id;
});
after(() => server[Symbol.asyncDispose]());

const tokenIn = (path: string) => new URL(path, 'http://x').searchParams.get('token');
const codeOf = (answer: { json: { error?: { code: string } } }) => answer.json.error?.code;

/** Invites somebody and lets them follow the link. */
async function invite(name: string, grants: readonly object[]) {
  const email = `${name}@example.test`;
  const { json } = await mei.call('POST', '/api/users', { email, name, grants });
  const browser = openBrowser(server.api);
  await browser.call('POST', '/api/setup', { token: tokenIn(json.link.path), password });
  return { browser, id: json.person.id as string, email };
}

describe('people', () => {
  it('join by a one-time link with the roles that they were given', async () => {
    const { browser, id } = await invite('li', [{ role: 'Analyst', projectId: 'first' }]);
    const { json } = await browser.call('GET', '/api/me');
    assert.equal(json.person.name, 'li');
    assert.deepEqual(json.roles, { all: [], byProject: { first: ['Analyst'] } });
    assert.ok(json.permissions.byProject.first.includes('analysis.write'));
    assert.equal((await browser.call('GET', '/api/apps/web/dashboards')).status, 200);
    assert.equal(codeOf(await browser.call('GET', '/api/users')), 'FORBIDDEN');
    const people = (await mei.call('GET', '/api/users')).json;
    assert.deepEqual(
      people.map((person: { name: string; signInKinds: string[] }) => [person.name, person.signInKinds]),
      [
        ['Mei', ['password']],
        ['li', ['password']],
      ],
    );
    assert.equal(
      codeOf(await mei.call('POST', '/api/users', { email: 'LI@example.test', name: 'x' })),
      'EMAIL_IN_USE',
    );
    assert.equal((await mei.call('DELETE', `/api/users/${id}`)).status, 200);
    assert.equal((await browser.call('GET', '/api/me')).status, 401);
  });

  it('see their roles in projects with odd names', async () => {
    const names = ['constructor', '__proto__', 'valueOf'];
    const { browser } = await invite(
      'odd',
      names.map((projectId) => ({ role: 'AnalystReader', projectId })),
    );
    const { json } = await browser.call('GET', '/api/me');
    assert.deepEqual(Object.keys(json.roles.byProject).sort(), [...names].sort());
    assert.ok(json.permissions.byProject.constructor.includes('dashboard.read'));
  });

  it('without a role may only see who they are', async () => {
    const { browser } = await invite('newcomer', []);
    assert.deepEqual((await browser.call('GET', '/api/me')).json.permissions, { all: [], byProject: {} });
    const refused = await browser.call('GET', '/api/apps');
    assert.deepEqual([refused.status, codeOf(refused)], [403, 'FORBIDDEN']);
    assert.match(refused.json.error.action, /Admin, Operator/);
  });

  it('feel a change of their roles at the next call', async () => {
    const { browser, id } = await invite('wei', [{ role: 'Analyst', projectId: null }]);
    assert.equal((await browser.call('GET', '/api/apps/web/dashboards')).status, 200);
    const grants = [{ role: 'Operator', projectId: null }];
    await mei.call('PUT', `/api/users/${id}/roles`, { grants });
    assert.equal(codeOf(await browser.call('GET', '/api/apps/web/dashboards')), 'FORBIDDEN');
  });

  it('keep one administrator', async () => {
    const roles = `/api/users/${meiId}/roles`;
    for (const grants of [[], [{ role: 'Admin', projectId: 'first' }]])
      assert.equal(codeOf(await mei.call('PUT', roles, { grants })), 'LAST_ADMINISTRATOR');
    assert.equal(codeOf(await mei.call('DELETE', `/api/users/${meiId}`)), 'LAST_ADMINISTRATOR');
    assert.deepEqual((await mei.call('GET', '/api/me')).json.roles.all, ['Admin']);
  });

  it('get in again by a link that an administrator makes; sessions of before end', async () => {
    const { browser, id, email } = await invite('forgetful', []);
    const { json } = await mei.call('POST', `/api/users/${id}/link`, {});
    const other = openBrowser(server.api);
    const token = tokenIn(json.path);
    assert.equal((await other.call('GET', `/api/setup?token=${token}`)).json.kind, 'reset');
    await other.call('POST', '/api/setup', { token, password: 'a new horse battery' });
    assert.equal((await browser.call('GET', '/api/me')).status, 401);
    assert.equal((await other.call('GET', '/api/me')).json.person.email, email);
    const old = { email, password };
    assert.equal(codeOf(await browser.call('POST', '/api/auth/sign-in', old)), 'SIGN_IN_FAILED');
  });

  it('are reached by the local token when everybody is locked out', async () => {
    const local = openBrowser(server.api, { authorization: `Bearer ${testToken}` });
    const { json } = await local.call('POST', '/api/users/link', { email: 'mei@example.test' });
    const again = openBrowser(server.api);
    await again.call('POST', '/api/setup', { token: tokenIn(json.path), password });
    assert.equal((await again.call('GET', '/api/me')).json.person.name, 'Mei');
    mei = again;
    assert.equal(
      codeOf(await local.call('POST', '/api/users/link', { email: 'no@example.test' })),
      'NOT_FOUND',
    );
    assert.equal(codeOf(await local.call('POST', '/api/users/link', {})), 'USAGE');
  });

  it('keep preferences, merged by key, up to 64 KB', async () => {
    await mei.call('PATCH', '/api/me', { preferences: { theme: 'dark', density: 'compact' } });
    const { json } = await mei.call('PATCH', '/api/me', {
      preferences: { density: null, language: 'zh-CN' },
    });
    assert.deepEqual(json.preferences, { theme: 'dark', language: 'zh-CN' });
    const large = { preferences: { tables: 'x'.repeat(65_536) } };
    assert.equal(codeOf(await mei.call('PATCH', '/api/me', large)), 'USAGE');
    const { json: renamed } = await mei.call('PATCH', '/api/me', { name: 'Mei Lin' });
    assert.equal(renamed.person.name, 'Mei Lin');
  });
});

describe('API keys', () => {
  const newKey = { name: 'nightly', permissions: ['dashboard.read', 'user.write'] };
  const byKey = (secret: string) => openBrowser(server.api, { authorization: `Bearer ${secret}` });

  it('are shown once and work within their scope', async () => {
    const { json } = await mei.call('POST', '/api/me/keys', newKey);
    assert.match(json.secret, /^ms_[\w-]{43}$/);
    assert.ok(!JSON.stringify((await mei.call('GET', '/api/me/keys')).json).includes(json.secret));
    const script = byKey(json.secret);
    assert.equal((await script.call('GET', '/api/apps/web/dashboards')).status, 200);
    assert.equal(codeOf(await script.call('GET', '/api/apps/web/segments')), 'FORBIDDEN');
    const [key] = (await mei.call('GET', '/api/me/keys')).json;
    assert.ok(key.lastUsedAtMs > 0);
    await mei.call('DELETE', `/api/me/keys/${key.id}`);
    assert.equal(codeOf(await script.call('GET', '/api/apps/web/dashboards')), 'UNAUTHORIZED');
  });

  it('never have more than their owner at the time of the call', async () => {
    const { browser, id } = await invite('shrinking', [{ role: 'Admin', projectId: null }]);
    const { json } = await browser.call('POST', '/api/me/keys', newKey);
    const script = byKey(json.secret);
    assert.equal((await script.call('GET', '/api/users')).status, 200);
    await mei.call('PUT', `/api/users/${id}/roles`, { grants: [{ role: 'Analyst', projectId: null }] });
    assert.equal(codeOf(await script.call('GET', '/api/users')), 'FORBIDDEN');
    assert.equal((await script.call('GET', '/api/apps/web/dashboards')).status, 200);
    await mei.call('DELETE', `/api/users/${id}`);
    assert.equal(codeOf(await script.call('GET', '/api/apps/web/dashboards')), 'UNAUTHORIZED');
  });

  it('end when their time is over', async () => {
    const { json } = await mei.call('POST', '/api/me/keys', { ...newKey, expiresAtMs: Date.now() - 1 });
    assert.equal(codeOf(await byKey(json.secret).call('GET', '/api/users')), 'UNAUTHORIZED');
  });

  it('cannot make keys, passwords or sessions', async () => {
    const { json } = await mei.call('POST', '/api/me/keys', newKey);
    const script = byKey(json.secret);
    const calls = [
      await script.call('POST', '/api/me/keys', { ...newKey, permissions: ['setting.write'] }),
      await script.call('POST', '/api/me/password', { password, newPassword: 'another horse battery' }),
      await script.call('GET', '/api/me/sessions'),
      await script.call('PATCH', '/api/me', { name: 'x' }),
    ];
    assert.deepEqual(calls.map(codeOf), Array(4).fill('SIGN_IN_REQUIRED'));
  });
});

describe('the audit log', () => {
  it('says who changed what, with secrets hidden, and what was refused', async () => {
    const { id } = await invite('audited', []);
    await mei.call('PUT', `/api/users/${id}/roles`, { grants: [{ role: 'Operator', projectId: 'first' }] });
    const oidc = { issuer: 'https://id.example.test', clientId: 'web', clientSecret: 'very-secret-word' };
    assert.equal((await mei.call('PUT', '/api/settings/sign-in', { oidc })).status, 200);
    await mei.call('PUT', '/api/settings/sign-in', { oidc: null });
    await openBrowser(server.api).call('POST', '/api/auth/sign-in', {
      email: 'spy@example.test',
      password: 'guess!',
    });
    const { json } = await mei.call('GET', '/api/audit?pageSize=500');
    assert.equal(json.totalCount, json.items.length);
    assert.ok(!JSON.stringify(json).includes('very-secret-word'));
    assert.ok(!JSON.stringify(json).includes(password));
    const roles = json.items.find(
      ({ route, status }: { route: string; status: number }) =>
        route === '/api/users/:personId/roles' && status === 200,
    );
    assert.equal(roles.person, 'mei@example.test');
    assert.equal(roles.object, 'roles of audited@example.test');
    assert.deepEqual([roles.before, roles.after], [[], ['Operator in first']]);
    const refused = await mei.call('GET', '/api/audit?outcome=refused&text=sign-in');
    assert.equal(refused.json.items[0].object, 'sign-in of spy@example.test');
    assert.equal(refused.json.items[0].code, 'SIGN_IN_FAILED');
  });

  it('hides secrets of plug-ins and keeps changes that are nested deeply', async () => {
    const config = { apiKey: 'k1', password: 'p1', nested: [{ private_key: 'k2', region: 'eu' }] };
    let deep: object = {};
    for (let depth = 0; depth < 20_000; depth += 1) deep = { deep };
    const { audit } = server.access.accounts;
    const [newest] = await audit.list({}, { offset: 0, limit: 1 });
    assert.ok(newest);
    await audit.add({ ...newest, object: 'masked', before: config, after: deep });
    const [entry] = await audit.list({ text: 'masked' }, { offset: 0, limit: 1 });
    const hidden = '•••';
    assert.deepEqual(entry?.before, {
      apiKey: hidden,
      password: hidden,
      nested: [{ private_key: hidden, region: 'eu' }],
    });
    assert.ok(entry?.after);
  });

  it('is exported as CSV by those who may read it', async () => {
    const { response } = await mei.call('GET', '/api/audit/export');
    assert.match(String(response.headers['content-type']), /text\/csv/);
    assert.match(response.body.split('\n')[0] ?? '', /time,person,caller/);
    const { browser } = await invite('curious', [{ role: 'Operator', projectId: null }]);
    assert.equal(codeOf(await browser.call('GET', '/api/audit')), 'FORBIDDEN');
  });

  it('names what a person saved', async () => {
    const body = { version: 1, name: 'Launch', date: '2026-03-04' };
    await mei.call('POST', '/api/apps/web/annotations', { id: 'launch', body });
    const { json } = await mei.call('GET', '/api/audit?text=Launch');
    assert.match(json.items[0].object, /^annotations "Launch"$/);
    assert.deepEqual([json.items[0].projectId, json.items[0].appId], ['first', 'web']);
  });

  it('records neither questions nor what people prefer', async () => {
    const before = (await mei.call('GET', '/api/audit')).json.totalCount;
    await mei.call('PATCH', '/api/me', { preferences: { theme: 'light' } });
    await mei.call('POST', '/api/studio/explore/query', { appId: 'web' });
    assert.equal((await mei.call('GET', '/api/audit')).json.totalCount, before);
  });
});

describe('a project that is removed with its data', () => {
  it('leaves nobody with rights to whatever takes its id next', async () => {
    await mei.call('POST', '/api/projects', { id: 'gone', name: 'Gone' });
    const { id } = await invite('left-behind', [{ role: 'Analyst', projectId: 'gone' }]);
    await mei.call('POST', '/api/me/keys', {
      name: 'scoped',
      permissions: ['dashboard.read'],
      projectIds: ['gone', 'first'],
    });
    const removal = { confirmation: 'gone', keepData: false };
    const { status, json } = await mei.call('DELETE', '/api/projects/gone', removal);
    assert.ok(status < 300, JSON.stringify(json));
    assert.deepEqual((await mei.call('GET', `/api/users/${id}`)).json.grants, []);
    const [key] = (await mei.call('GET', '/api/me/keys')).json;
    assert.deepEqual(key.projectIds, ['first']);
  });
});
