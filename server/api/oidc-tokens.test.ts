// Tokens that must not sign anybody in. A real provider sends none of them: server/engine-tests/oidc-sign-in.test.ts has one.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { oidcSettingsSchema } from '@millstream/console';
import { type Bend, type BentProvider, startBentProvider } from './test-support/bent-provider.ts';
import { openBrowser } from './test-support/browser.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

const clientId = 'web-console';
let provider: BentProvider;
let server: TestApi;

before(async () => {
  provider = await startBentProvider(clientId);
  server = await startTestApi();
  const settings = { issuer: provider.issuer, clientId, admitsEverybody: true };
  await server.access.accounts.settings.setOidc(oidcSettingsSchema.parse(settings));
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
});

/** Goes to the provider and comes back with a code; answers with where the browser ends, and whether it is signed in. */
async function signIn(bend: Bend, query: Readonly<Record<string, string>> = {}) {
  const browser = openBrowser(server.api, { host: '127.0.0.1:8686' });
  const away = await browser.call('GET', '/api/auth/oidc/start?to=/projects');
  const asked = new URL(String(away.response.headers.location)).searchParams;
  provider.setNonce(asked.get('nonce') ?? '');
  provider.bend(bend);
  const back = new URLSearchParams({ code: 'code', state: asked.get('state') ?? '', ...query });
  const { response } = await browser.call('GET', `/api/auth/oidc/callback?${back}`);
  const { status } = await browser.call('GET', '/api/me');
  return { location: response.headers.location, isSignedIn: status === 200, asked };
}

describe('a token of the provider', () => {
  it('signs in when everything holds; the request carries a challenge, a state and a nonce', async () => {
    const { location, isSignedIn, asked } = await signIn({});
    assert.deepEqual([location, isSignedIn], ['/projects', true]);
    assert.equal(asked.get('code_challenge_method'), 'S256');
    assert.ok((asked.get('code_challenge') ?? '').length > 40);
    assert.ok(asked.get('state') !== asked.get('nonce'));
  });

  it('may be up to 60 s behind our clock', async () => {
    assert.equal((await signIn({ expiresIn: -30 })).isSignedIn, true);
  });

  const now = Math.floor(Date.now() / 1000);
  const bends: readonly (readonly [name: string, bend: Bend])[] = [
    ['is for another client', { claims: { aud: 'other' } }],
    [
      'is for several clients and was asked for by another',
      { claims: { aud: [clientId, 'other'], azp: 'other' } },
    ],
    ['is of another issuer', { claims: { iss: 'https://elsewhere.test' } }],
    ['is over', { expiresIn: -120 }],
    ['has no end', { claims: { exp: undefined } }],
    ['holds only later', { claims: { nbf: now + 600 } }],
    ['answers another request', { claims: { nonce: 'another' } }],
    ['answers no request', { claims: { nonce: undefined } }],
    ['is signed by another key', { hasForeignKey: true }],
    ['is signed with the client id as a secret', { isSymmetric: true }],
    ['is not signed', { isUnsigned: true }],
    ['has no subject', { claims: { sub: undefined } }],
    ['has an e-mail that nobody verified', { claims: { sub: 'second', email_verified: false } }],
    ['says "true" about the e-mail as a text', { claims: { sub: 'second', email_verified: 'true' } }],
  ];
  for (const [name, bend] of bends) {
    it(`signs nobody in when it ${name}`, async () => {
      const { location, isSignedIn } = await signIn(bend);
      assert.equal(isSignedIn, false);
      assert.match(String(location), /^\/signin\?problem=OIDC_REFUSED&why=[a-z-]+$/);
    });
  }

  it('signs nobody in with the state of another sign-in', async () => {
    assert.equal((await signIn({}, { state: 'ffffffff-0000-4000-8000-000000000000' })).isSignedIn, false);
  });

  it('tells a refusal of the provider in our own words only', async () => {
    const words = { error: 'access_denied', error_description: 'Call 555-0100 now' };
    const { location } = await signIn({}, words);
    assert.equal(location, '/signin?problem=OIDC_REFUSED&why=provider-refused');
  });

  it('still signs in after all of these', async () => {
    assert.equal((await signIn({})).isSignedIn, true);
  });
});
