import assert from 'node:assert/strict';
import { request } from 'node:http';
import { hostname } from 'node:os';
import { json, text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '@millstream/core';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

let server: TestApi;
let port: number;
before(async () => {
  server = await startTestApi(systemClock, true);
  port = Number(new URL(await server.api.listen({ host: '127.0.0.1', port: 0 })).port);
});
after(() => server[Symbol.asyncDispose]());

/** Calls the port with a Host header, as a browser does that found the name to lead there. */
function ask(path: string, host: string, headers: Readonly<Record<string, string>> = {}, body?: object) {
  return new Promise<{ status: number; code: string | null }>((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const call = request({ port, path, method, headers: { host, ...type, ...headers } }, async (answer) => {
      const isJson = String(answer.headers['content-type']).includes('json');
      const read: unknown = await (isJson ? json(answer) : text(answer));
      const { error } = Object(read) as { error?: { code: string } };
      resolve({ status: answer.statusCode ?? 0, code: error?.code ?? null });
    });
    call.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const signIn = (host: string, headers: Readonly<Record<string, string>>) =>
  ask('/api/auth/sign-in', host, headers, { email: 'mei@example.test', password: 'a guessed word' });

/** What a page can write itself, to look like the passing on of a proxy. */
const forged = {
  authorization: 'Bearer x',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-host': 'localhost',
  'x-forwarded-proto': 'https',
};

describe('a page whose name was made to lead to this machine', () => {
  for (const [name, headers] of [
    ['as it is', {}],
    ['with the headers of a proxy', forged],
  ] as const)
    it(`can neither guess passwords nor read, ${name}`, async () => {
      const host = `evil.test:${port}`;
      const own = { origin: `http://${host}`, 'sec-fetch-site': 'same-origin', ...headers };
      assert.deepEqual(await signIn(host, own), { status: 403, code: 'HOST_FOREIGN' });
      for (const path of ['/api/auth-methods', '/%61pi/auth-methods'])
        assert.equal((await ask(path, host, own)).code, 'HOST_FOREIGN');
      assert.equal((await ask('/metrics', host, own)).code, 'UNAUTHORIZED');
    });
});

describe('people on the machine itself', () => {
  for (const name of ['127.0.0.1', 'localhost', 'localhost.', 'app.localhost', '[::1]', hostname()])
    it(`reach it as ${name}`, async () => {
      const host = `${name}:${port}`;
      assert.equal((await ask('/api/auth-methods', host)).status, 200);
      assert.equal((await ask('/metrics', host)).status, 200);
      const { code } = await signIn(host, { origin: `http://${host}` });
      assert.equal(code, 'SIGN_IN_FAILED');
    });
});

describe('a proxy on the machine', () => {
  for (const host of ['stats.example.test', 'stats.example.test:8443'])
    it(`passes ${host} on without any setting`, async () => {
      const headers = { origin: `https://${host}`, 'x-forwarded-proto': 'https' };
      assert.equal((await ask('/api/auth-methods', host)).status, 200);
      assert.equal((await signIn(host, headers)).code, 'SIGN_IN_FAILED');
    });

  it('that forgets to say who calls opens no metrics', async () => {
    assert.equal((await ask('/metrics', 'stats.example.test')).code, 'UNAUTHORIZED');
  });
});
