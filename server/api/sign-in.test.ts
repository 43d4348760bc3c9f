import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Clock, systemClock } from '@millstream/core';
import { createPerson } from './auth-person.ts';
import { openBrowser, type TestBrowser } from './test-support/browser.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';
import { totpOf } from './test-support/totp.ts';

const start = Date.parse('2026-03-04T10:00:00Z');
let nowMs = start;
const clock: Clock = { ...systemClock, now: () => nowMs };

const mei = { name: 'Mei', email: 'Mei@Example.test', password: 'correct horse battery' };
let server: TestApi;
before(async () => {
  server = await startTestApi(clock);
});
after(() => server[Symbol.asyncDispose]());

async function setupToken(): Promise<string> {
  const path = await server.access.setupPath();
  assert.ok(path !== null);
  return new URL(path, 'http://x').searchParams.get('token') ?? '';
}

async function signIn(email = mei.email, password = mei.password): Promise<TestBrowser> {
  const browser = openBrowser(server.api);
  const { status, json } = await browser.call('POST', '/api/auth/sign-in', { email, password });
  assert.equal(status, 200, JSON.stringify(json));
  return browser;
}

describe('the first administrator', () => {
  it('sets the installation up by the printed link, once', async () => {
    const older = await setupToken();
    const token = await setupToken();
    const browser = openBrowser(server.api);
    const used = await browser.call('POST', '/api/setup', { token: older, ...mei });
    assert.deepEqual([used.status, used.json.error.code], [400, 'LINK_INVALID']);
    const weak = await browser.call('POST', '/api/setup', { token, ...mei, password: 'short' });
    assert.deepEqual([weak.status, weak.json.error.code], [400, 'USAGE']);
    await createPerson(server.access, { email: 'early@example.test', name: 'Early' });
    const taken = await browser.call('POST', '/api/setup', { token, ...mei, email: 'early@example.test' });
    assert.equal(taken.json.error.code, 'EMAIL_IN_USE', 'and the link still works');
    const look = await browser.call('GET', `/api/setup?token=${token}`);
    assert.deepEqual(look.json.kind, 'first-administrator');
    assert.equal((await browser.call('POST', '/api/setup', { token, ...mei })).status, 200);
    const me = await browser.call('GET', '/api/me');
    assert.deepEqual(me.json.person.email, 'mei@example.test');
    assert.deepEqual(me.json.roles, { all: ['Admin'], byProject: {} });
    assert.ok(me.json.permissions.all.includes('user.write'));
    const again = await openBrowser(server.api).call('POST', '/api/setup', { token, ...mei });
    assert.deepEqual([again.status, again.json.error.code], [400, 'LINK_INVALID']);
    assert.equal(await server.access.setupPath(), null);
  });

  it('is told that the account is set up when an old link is opened', async () => {
    const link = {
      kind: 'first-administrator',
      personId: null,
      resetsSecondFactor: false,
      createdBy: '',
    } as const;
    const { token } = await server.access.accounts.links.create(link);
    const { json } = await openBrowser(server.api).call('GET', `/api/setup?token=${token}`);
    assert.equal(json.error.code, 'ALREADY_SET_UP');
  });

  it('keeps people and the secret readable by the owner only', () => {
    for (const file of ['accounts.sqlite', 'console.sqlite', 'secret.key'])
      assert.equal(statSync(join(server.folder, file)).mode & 0o077, 0, file);
  });
});

describe('signing in by password', () => {
  it('makes a session with an HttpOnly cookie that ends at sign-out', async () => {
    const browser = await signIn();
    const { name: _, ...credentials } = mei;
    const answer = await browser.call('POST', '/api/auth/sign-in', credentials);
    assert.match(String(answer.response.headers['set-cookie']), /HttpOnly; SameSite=Lax/);
    assert.doesNotMatch(String(answer.response.headers['set-cookie']), /Secure/);
    const kept = new Map(browser.cookies);
    assert.equal((await browser.call('POST', '/api/auth/sign-out')).status, 200);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    assert.equal((await browser.call('GET', '/api/me')).status, 401);
  });

  it('flags the cookie Secure behind https', async () => {
    const browser = openBrowser(server.api, { 'x-forwarded-proto': 'https' });
    const { response } = await browser.call('POST', '/api/auth/sign-in', {
      email: mei.email,
      password: mei.password,
    });
    assert.match(String(response.headers['set-cookie']), /; Secure/);
  });

  it('gives a new session id whatever cookie came along, and ends the old session', async () => {
    const browser = await signIn();
    const planted = browser.cookies.get('millstream.session_token');
    await browser.call('POST', '/api/auth/sign-in', { email: mei.email, password: mei.password });
    assert.notEqual(browser.cookies.get('millstream.session_token'), planted);
    const old = openBrowser(server.api);
    old.cookies.set('millstream.session_token', planted ?? '');
    assert.equal((await old.call('GET', '/api/me')).status, 401);
    const forged = openBrowser(server.api);
    forged.cookies.set('millstream.session_token', 'chosen-by-an-attacker.c2lnbmF0dXJl');
    assert.equal((await forged.call('GET', '/api/me')).status, 401);
  });

  it('answers the same for a wrong password and an unknown person', async () => {
    const browser = openBrowser(server.api);
    for (const email of [mei.email, 'nobody@example.test']) {
      const { status, json } = await browser.call('POST', '/api/auth/sign-in', { email, password: 'wrong' });
      assert.deepEqual([status, json.error.code], [401, 'SIGN_IN_FAILED']);
    }
  });

  it('locks an account after 10 failures for 15 minutes, the right password too', async () => {
    const browser = openBrowser(server.api);
    const wrong = { email: 'locked@example.test', password: 'wrong' };
    const codes: string[] = [];
    for (let n = 0; n < 12; n += 1)
      codes.push((await browser.call('POST', '/api/auth/sign-in', wrong)).json.error.code);
    assert.deepEqual(codes, [...Array(10).fill('SIGN_IN_FAILED'), 'SIGN_IN_LOCKED', 'SIGN_IN_LOCKED']);
    const locked = await browser.call('POST', '/api/auth/sign-in', wrong);
    assert.equal(locked.status, 429);
    assert.ok(Number(locked.response.headers['retry-after']) > 0);
    nowMs += 16 * 60_000;
    assert.equal((await browser.call('POST', '/api/auth/sign-in', wrong)).json.error.code, 'SIGN_IN_FAILED');
  });

  it('counts tries at the same time as well', async () => {
    const wrong = { email: 'flooded@example.test', password: 'wrong' };
    const sign = () => openBrowser(server.api).call('POST', '/api/auth/sign-in', wrong);
    const answers = await Promise.all(Array.from({ length: 25 }, sign));
    const failed = answers.filter(({ json }) => json.error.code === 'SIGN_IN_FAILED');
    assert.equal(failed.length, 10);
    nowMs += 16 * 60_000;
  });

  it('ends 30 days after it began, though it was used', async () => {
    const browser = await signIn();
    const { database } = server.access.accounts;
    const sessions: { id: string; isThis: boolean }[] = (await browser.call('GET', '/api/me/sessions')).json;
    const id = sessions.find(({ isThis }) => isThis)?.id ?? '';
    const begun = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await database
      .updateTable('session')
      .set({ createdAt: begun(29) })
      .where('id', '=', id)
      .execute();
    assert.equal((await browser.call('GET', '/api/me')).status, 200);
    await database
      .updateTable('session')
      .set({ createdAt: begun(31) })
      .where('id', '=', id)
      .execute();
    assert.equal((await browser.call('GET', '/api/me')).status, 401);
  });

  it('lists sessions, ends one and all others', async () => {
    const [one, two] = [await signIn(), await signIn()];
    const sessions = (await one.call('GET', '/api/me/sessions')).json;
    assert.ok(sessions.length >= 2);
    assert.equal(sessions.filter((session: { isThis: boolean }) => session.isThis).length, 1);
    assert.ok((await one.call('DELETE', '/api/me/sessions')).json.ended >= 1);
    assert.equal((await two.call('GET', '/api/me')).status, 401);
    assert.equal((await one.call('GET', '/api/me')).status, 200);
    const [mine] = (await one.call('GET', '/api/me/sessions')).json;
    await one.call('DELETE', `/api/me/sessions/${mine.id}`);
    assert.equal((await one.call('GET', '/api/me')).status, 401);
  });

  it('changes the password only with the present one, and ends other sessions', async () => {
    const [one, two] = [await signIn(), await signIn()];
    const change = { password: 'wrong', newPassword: 'another horse battery' };
    assert.equal((await one.call('POST', '/api/me/password', change)).json.error.code, 'PASSWORD_WRONG');
    const right = { ...change, password: mei.password };
    assert.equal((await one.call('POST', '/api/me/password', right)).status, 200);
    assert.equal((await one.call('GET', '/api/me')).status, 200);
    assert.equal((await two.call('GET', '/api/me')).status, 401);
    mei.password = change.newPassword;
    await signIn();
  });
});

describe('the second factor', () => {
  it('is asked for once it is confirmed; a recovery code works once', async () => {
    const browser = await signIn();
    const begun = await browser.call('POST', '/api/me/two-factor', { password: mei.password });
    assert.equal(begun.status, 200, JSON.stringify(begun.json));
    const { uri, recoveryCodes } = begun.json;
    // Not confirmed yet: signing in stays as it was.
    await signIn();
    assert.equal(
      (await browser.call('POST', '/api/me/two-factor/confirm', { code: '000000' })).json.error.code,
      'SECOND_FACTOR_WRONG',
    );
    assert.equal(
      (await browser.call('POST', '/api/me/two-factor/confirm', { code: totpOf(uri) })).status,
      200,
    );
    assert.equal((await browser.call('GET', '/api/me')).status, 200);

    const next = openBrowser(server.api);
    const half = await next.call('POST', '/api/auth/sign-in', { email: mei.email, password: mei.password });
    assert.deepEqual(half.json, { state: 'second-factor' });
    assert.equal((await next.call('GET', '/api/me')).status, 401);
    const wrong = await next.call('POST', '/api/auth/second-factor', { code: '000000' });
    assert.deepEqual([wrong.status, wrong.json.error.code], [401, 'SECOND_FACTOR_WRONG']);
    const code = totpOf(uri);
    assert.equal((await next.call('POST', '/api/auth/second-factor', { code })).status, 200);
    assert.equal((await next.call('GET', '/api/me')).status, 200);

    const watcher = openBrowser(server.api);
    await watcher.call('POST', '/api/auth/sign-in', { email: mei.email, password: mei.password });
    const again = await watcher.call('POST', '/api/auth/second-factor', { code });
    assert.equal(again.json.error?.code, 'SECOND_FACTOR_WRONG', 'a code signs in once');
    assert.equal((await watcher.call('GET', '/api/me')).status, 401);

    for (const status of [200, 401]) {
      const other = openBrowser(server.api);
      await other.call('POST', '/api/auth/sign-in', { email: mei.email, password: mei.password });
      const answer = await other.call('POST', '/api/auth/second-factor', { recoveryCode: recoveryCodes[0] });
      assert.equal(answer.status, status);
    }
    const removed = await browser.call('POST', '/api/me/two-factor/remove', { password: mei.password });
    assert.equal(removed.status, 200, JSON.stringify(removed.json));
    await (await signIn()).call('GET', '/api/me');
  });
});

describe('behind a proxy on the machine', () => {
  it('counts failures by the address that the proxy names', async () => {
    const wrong = { email: 'proxied@example.test', password: 'wrong' };
    const attempt = (address: string, email: string) =>
      openBrowser(server.api, { 'x-forwarded-for': address }).call('POST', '/api/auth/sign-in', {
        ...wrong,
        email,
      });
    for (let n = 0; n < 30; n += 1) await attempt('192.0.2.1', `someone-${n}@example.test`);
    assert.equal((await attempt('192.0.2.1', 'one-more@example.test')).status, 429);
    assert.equal((await attempt('192.0.2.2', 'one-more@example.test')).status, 401);
  });

  it('keeps metrics for those who may see them', async () => {
    const answer = await server.api.inject({ url: '/metrics', headers: { 'x-forwarded-for': '192.0.2.1' } });
    assert.equal(answer.statusCode, 401);
  });
});

describe('pages of other sites', () => {
  const attempts: readonly [name: string, headers: Record<string, string>][] = [
    ['says another site', { 'sec-fetch-site': 'cross-site' }],
    ['says another name of the same site', { 'sec-fetch-site': 'same-site' }],
    ['names another origin', { origin: 'https://evil.test', 'sec-fetch-site': '' }],
    ['says nothing', {}],
  ];
  for (const [name, headers] of attempts) {
    it(`cannot change anything with the cookie when the browser ${name}`, async () => {
      const { cookies } = await signIn();
      const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
      const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
      const answer = await server.api.inject({
        method: 'PATCH',
        url: '/api/me',
        headers: { cookie, ...given },
        payload: { name: 'Mallory' },
      });
      assert.deepEqual([answer.statusCode, answer.json().error.code], [403, 'ORIGIN_FOREIGN']);
    });
  }

  it('cannot sign somebody in', async () => {
    const browser = openBrowser(server.api, { 'sec-fetch-site': 'cross-site' });
    const { json } = await browser.call('POST', '/api/auth/sign-in', {
      email: mei.email,
      password: mei.password,
    });
    assert.equal(json.error.code, 'ORIGIN_FOREIGN');
  });

  it('cannot frame, sniff, script or keep the answers', async () => {
    const { headers } = await server.api.inject({ url: '/api/auth-methods' });
    assert.match(String(headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/);
    assert.doesNotMatch(String(headers['content-security-policy']), /script-src[^;]*unsafe-inline/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-frame-options'], 'DENY');
    assert.equal(headers['cache-control'], 'no-store');
    assert.match(String(headers['x-request-id']), /^[0-9a-f-]{36}$/);
    assert.equal(headers['x-powered-by'], undefined);
  });
});
