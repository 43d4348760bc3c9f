import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Person } from '@millstream/console';
import { startTestApi, type TestApi } from '../api/test-support/test-api.ts';
import { type Keycloak, startKeycloak } from './start-keycloak.ts';

const password = 'correct horse battery';
let keycloak: Keycloak;
let server: TestApi;
let url = '';

/** A browser over real HTTP: cookies by host and path, redirects by hand. */
function openBrowser() {
  const jar = new Map<string, Map<string, string>>();
  async function go(address: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(address);
    const cookies = jar.get(host) ?? new Map<string, string>();
    jar.set(host, cookies);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    headers.set('sec-fetch-site', 'same-origin');
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/max-age=0/i.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  return {
    go,
    call: (method: string, path: string, body?: object) =>
      go(`${url}${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      }),
  };
}
type Browser = ReturnType<typeof openBrowser>;

interface MeAnswer {
  readonly person: { readonly email: string; readonly name: string };
  readonly roles: { readonly all: readonly string[]; readonly byProject: object };
  readonly permissions: object;
}
type PersonAnswer = Pick<Person, 'id' | 'email' | 'signInKinds' | 'hasMappedRoles'>;

async function meOf(browser: Browser): Promise<MeAnswer> {
  return (await (await browser.call('GET', '/api/me')).json()) as MeAnswer;
}

async function personOf(email: string): Promise<PersonAnswer> {
  const people = (await (await admin.call('GET', '/api/users')).json()) as readonly PersonAnswer[];
  const person = people.find((one) => one.email === email);
  assert.ok(person, email);
  return person;
}

async function providerState(): Promise<{ readonly isAvailable: boolean; readonly problem: string }> {
  const answer = await (await openBrowser().call('GET', '/api/auth-methods')).json();
  return (answer as { oidc: { isAvailable: boolean; problem: string } }).oidc;
}

const locationOf = (answer: Response) => answer.headers.get('location') ?? '';

/** From our page to the provider, through its form; answers with the address that leads back. */
async function passProvider(browser: Browser, user: string, to = '/projects'): Promise<string> {
  const away = await browser.call('GET', `/api/auth/oidc/start?to=${encodeURIComponent(to)}`);
  assert.equal(away.status, 302);
  const form = await (await browser.go(locationOf(away))).text();
  const action = /<form[^>]+action="([^"]+)"/.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const body = new URLSearchParams({ username: user, password: `${user}-pw`, credentialId: '' });
  const back = await browser.go(action, { method: 'POST', body });
  assert.equal(back.status, 302, await back.text());
  return locationOf(back);
}

async function signIn(user: string): Promise<{ browser: Browser; location: string }> {
  const browser = openBrowser();
  const back = await passProvider(browser, user);
  return { browser, location: locationOf(await browser.go(back)) };
}

const admin = openBrowser();
async function setOidc(changes: object = {}): Promise<void> {
  const oidc = {
    issuer: keycloak.issuer,
    clientId: 'web-console',
    label: 'Keycloak',
    roleNames: { Admin: ['admins'], Operator: [], Analyst: ['analysts'], AnalystReader: [] },
    ...changes,
  };
  const answer = await admin.call('PUT', '/api/settings/sign-in', { oidc });
  assert.equal(answer.status, 200, await answer.text());
}

before(async () => {
  keycloak = await startKeycloak([
    { username: 'li', emailVerified: true, realmRoles: ['analysts'] },
    { username: 'wei', emailVerified: true, realmRoles: [] },
    { username: 'eve', emailVerified: false, realmRoles: ['admins'] },
    { username: 'mei', emailVerified: true, realmRoles: [] },
  ]);
  server = await startTestApi();
  url = await server.api.listen({ host: '127.0.0.1', port: 0 });
  const token = (await server.access.setupPath())?.split('=')[1];
  await admin.call('POST', '/api/setup', { token, name: 'Mei', email: 'mei@example.test', password });
  await setOidc();
});
after(async () => {
  await server?.[Symbol.asyncDispose]();
  await keycloak?.[Symbol.asyncDispose]();
});

describe('sign-in by Keycloak', () => {
  it('makes a person with the roles that the token maps to, and goes where they wanted', async () => {
    const { browser, location } = await signIn('li');
    assert.equal(location, '/projects');
    const me = await meOf(browser);
    assert.equal(me.person.email, 'li@example.test');
    assert.equal(me.person.name, 'li Example');
    assert.deepEqual(me.roles, { all: ['Analyst'], byProject: {} });
    assert.equal((await browser.call('GET', '/api/apps/web/dashboards')).status, 200);
    assert.equal((await browser.call('GET', '/api/users')).status, 403);
  });

  it('lets roles given here win over mapped ones', async () => {
    const li = await personOf('li@example.test');
    assert.deepEqual([li.signInKinds, li.hasMappedRoles], [['oidc'], true]);
    const grants = [{ role: 'Operator', projectId: 'first' }];
    await admin.call('PUT', `/api/users/${li.id}/roles`, { grants });
    const { browser } = await signIn('li');
    const me = await meOf(browser);
    assert.deepEqual(me.roles, { all: [], byProject: { first: ['Operator'] } });
    await admin.call('PUT', `/api/users/${li.id}/roles`, { grants: [] });
    assert.deepEqual((await meOf(browser)).roles.all, ['Analyst']);
  });

  it('refuses an e-mail that the provider has not verified', async () => {
    const { browser, location } = await signIn('eve');
    assert.match(location, /^\/signin\?problem=OIDC_REFUSED&why=unverified$/);
    assert.equal((await browser.call('GET', '/api/me')).status, 401);
  });

  it('joins an existing account by a verified e-mail', async () => {
    const { browser } = await signIn('mei');
    const me = await meOf(browser);
    assert.deepEqual(me.roles.all, ['Admin']);
    const kinds = (await personOf('mei@example.test')).signInKinds;
    assert.deepEqual(kinds, ['password', 'oidc']);
  });

  it('admits people without a role only where the settings say so', async () => {
    assert.match((await signIn('wei')).location, /problem=OIDC_REFUSED&why=not-invited$/);
    await setOidc({ admitsEverybody: true });
    const { browser } = await signIn('wei');
    const me = await meOf(browser);
    assert.deepEqual(me.permissions, { all: [], byProject: {} });
  });

  it('ends only in the browser that it began in, once', async () => {
    const victim = openBrowser();
    const back = await passProvider(openBrowser(), 'li');
    const planted = await victim.go(back);
    assert.match(locationOf(planted), /problem=OIDC_REFUSED&why=too-late$/);
    assert.equal((await victim.call('GET', '/api/me')).status, 401);
    const own = openBrowser();
    const ownBack = await passProvider(own, 'li');
    await own.go(ownBack);
    assert.match(locationOf(await own.go(ownBack)), /problem=OIDC_REFUSED/);
  });

  it('goes nowhere else after sign-in', async () => {
    for (const to of ['https://evil.test/', '//evil.test', '/\\evil.test', '/\t/evil.test']) {
      const browser = openBrowser();
      const back = await passProvider(browser, 'li', to);
      assert.equal(locationOf(await browser.go(back)), '/', to);
    }
  });

  it('says that the provider is away, and works again by itself when it is back', async () => {
    await keycloak.stop();
    for (;;) {
      const { isAvailable, problem } = await providerState();
      if (!isAvailable) {
        assert.match(problem, /cannot be reached/);
        break;
      }
      await wait(200);
    }
    const away = await openBrowser().call('GET', '/api/auth/oidc/start');
    assert.match(locationOf(away), /^\/signin\?problem=OIDC_UNAVAILABLE/);
    await keycloak.start();
    for (let tries = 0; !(await providerState()).isAvailable; tries += 1) {
      assert.ok(tries < 100, 'the provider is found again');
      await wait(200);
    }
    assert.equal((await signIn('li')).location, '/projects');
  });
});
