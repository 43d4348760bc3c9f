import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { silentLogger } from '@millstream/core';
import { createOidcSenderGate } from '../auth/oidc-sender-gate.ts';
import type { SenderProvider } from '../auth/sender-provider.ts';
import type { SenderGate } from '../http/sender-gate.ts';
import { createBrowser } from './browser.ts';
import { type RunningProvider, startOidcProvider } from './oidc-provider-process.ts';

const dayMs = 24 * 60 * 60 * 1000;

interface GuardedServer {
  readonly url: string;
  use(gate: SenderGate): void;
  close(): void;
}

/** A server that answers 200 behind the gate, 401 outside it, and 503 where the gate cannot tell. */
async function startGuardedServer(): Promise<GuardedServer> {
  let gate: SenderGate | null = null;
  const server: Server = createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '';
    if (gate?.servesPath(path)) return await gate.serve(request, response);
    const { headers, method = '' } = request;
    const verdict = await gate?.authorize({ method, path, headers, isSecure: false });
    response.writeHead(verdict?.ok ? 200 : verdict?.isUndecided ? 503 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    use: (next) => {
      gate = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('sign-in of senders with a real OIDC provider', () => {
  let keyDirectory = '';
  let workers: GuardedServer[] = [];
  let oidc: RunningProvider;
  let otherOidc: RunningProvider;
  const time = { aheadMs: 0 };
  const clock = {
    now: () => Date.now() + time.aheadMs,
    monotonic: () => performance.now() + time.aheadMs,
  };
  const url = (worker: number, path: string): string => `${workers[worker]?.url}${path}`;

  function guard(provider: SenderProvider): void {
    for (const worker of workers) {
      worker.use(createOidcSenderGate({ provider, keyDirectory, clock, logger: silentLogger }));
    }
  }

  async function statusWith(headers: Record<string, string>): Promise<number> {
    const response = await fetch(url(0, '/collect'), { method: 'POST', headers, redirect: 'manual' });
    return response.status;
  }
  const bearer = (token: string): Promise<number> => statusWith({ Authorization: `Bearer ${token}` });

  before(async () => {
    keyDirectory = join(await mkdtemp(join(tmpdir(), 'sender-gate-')), 'keys');
    workers = [await startGuardedServer(), await startGuardedServer()];
    const callbacks = workers.map((worker) => `${worker.url}/oauth2/idpresponse`);
    oidc = await startOidcProvider(callbacks);
    otherOidc = await startOidcProvider(callbacks, { algorithm: 'ES256' });
    guard(oidc.provider);
  });
  after(async () => {
    for (const worker of workers) worker.close();
    await oidc.close();
    await otherOidc.close();
    await rm(join(keyDirectory, '..'), { recursive: true });
  });

  it('refuses an unknown sender and does not redirect it', async () => {
    assert.equal(await statusWith({}), 401);
    assert.equal(await statusWith({ Cookie: 'cs_session=x; other=y', Authorization: 'Basic eDp5' }), 401);
  });

  it('ends the code flow with 200 Authenticated and a session that collects', async () => {
    const browser = createBrowser();
    const answer = await browser.signIn(url(0, '/login'), 'user');
    assert.equal(answer.status, 200);
    assert.equal(await answer.text(), 'Authenticated');
    assert.equal((await browser.visit(url(0, '/collect'), { method: 'POST' })).status, 200);
    assert.equal((await browser.visit(url(0, '/collect'), { method: 'POST' })).status, 200);
    const session = browser.setCookies.find((header) => header.startsWith('cs_session='));
    assert.match(session ?? '', /; Path=\/; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    assert.equal(browser.cookie(url(0, '/oauth2/idpresponse'), 'cs_login'), null);
  });

  it('gives the session to secure connections only, and to pages of other sites, where browsers come by https', async () => {
    const publicOrigin = 'https://events.example.com';
    const browser = createBrowser();
    const secure = await startOidcProvider([`${publicOrigin}/oauth2/idpresponse`]);
    const { provider } = secure;
    workers[0]?.use(
      createOidcSenderGate({ provider, keyDirectory, publicOrigin, clock, logger: silentLogger }),
    );
    const start = await browser.visit(url(0, '/login'));
    const callback = await browser.signInUntil(start.headers.get('location') ?? '', 'user', publicOrigin);
    const answer = await browser.visit(callback.replace(publicOrigin, url(0, '')));
    assert.equal(await answer.text(), 'Authenticated');
    const ours = browser.setCookies.filter((header) => header.startsWith('cs_'));
    assert.match(ours[0] ?? '', /^cs_login=.+; Max-Age=600; HttpOnly; Secure; SameSite=Lax$/);
    assert.match(ours[1] ?? '', /^cs_session=.+; Path=\/; Max-Age=604800; HttpOnly; Secure; SameSite=None$/);
    guard(oidc.provider);
    await secure.close();
  });

  it('lets one worker finish what another started, and all accept the session', async () => {
    const browser = createBrowser();
    const start = await browser.visit(url(0, '/login'));
    const authorization = new URL(start.headers.get('location') ?? '');
    assert.equal(authorization.searchParams.get('code_challenge_method'), 'S256');
    assert.ok(authorization.searchParams.get('nonce'));
    const [first, second] = workers;
    assert.ok(first && second);
    const restarted = createOidcSenderGate({
      provider: oidc.provider,
      keyDirectory,
      clock,
      logger: silentLogger,
    });
    first.use(restarted);
    assert.equal((await browser.signIn(authorization.href, 'user')).status, 200);
    const session = browser.cookie(url(0, '/'), 'cs_session') ?? '';
    const response = await fetch(url(1, '/collect'), { headers: { Cookie: `cs_session=${session}` } });
    assert.equal(response.status, 200);
  });

  it('keeps a session across one change of key and ends it after seven days', async () => {
    const periodMs = 30 * dayMs;
    try {
      time.aheadMs = periodMs - (Date.now() % periodMs) - dayMs;
      const browser = createBrowser();
      await browser.signIn(url(0, '/login'), 'user');
      const session = `cs_session=${browser.cookie(url(0, '/'), 'cs_session')}`;
      time.aheadMs += 2 * dayMs;
      await createBrowser().signIn(url(0, '/login'), 'user');
      assert.equal((await readdir(keyDirectory)).length, 2);
      assert.equal(await statusWith({ Cookie: session }), 200);
      time.aheadMs += 5.1 * dayMs;
      assert.equal(await statusWith({ Cookie: session }), 401);
    } finally {
      time.aheadMs = 0;
    }
  });

  it('refuses a session with one character changed', async () => {
    const browser = createBrowser();
    await browser.signIn(url(0, '/login'), 'user');
    const session = browser.cookie(url(0, '/'), 'cs_session') ?? '';
    const parts = session.split('.');
    const body = parts[3] ?? '';
    parts[3] = (body.startsWith('A') ? 'B' : 'A') + body.slice(1);
    assert.equal(await statusWith({ Cookie: `cs_session=${parts.join('.')}` }), 401);
  });

  it('answers a callback without its sign-in, or with a foreign state, with 400 and no session', async () => {
    const browser = createBrowser();
    const callback = url(0, '/oauth2/idpresponse?code=x&state=y');
    assert.equal((await browser.visit(callback)).status, 400);
    await browser.visit(url(0, '/login'));
    const answer = await browser.visit(callback);
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /^The sign-in could not be completed\./);
    assert.equal(browser.cookie(url(0, '/'), 'cs_session'), null);
  });

  it('accepts bearer tokens signed with RS256 and ES256, again and again', async () => {
    const token = await oidc.accessToken('collector');
    assert.deepEqual([await bearer(token), await bearer(token), await bearer(token)], [200, 200, 200]);
    guard(otherOidc.provider);
    assert.equal(await bearer(await otherOidc.accessToken('collector')), 200);
    guard(oidc.provider);
  });

  it('accepts a known issuer while it cannot be reached, and judges no token of one never reached', async () => {
    const brief = await startOidcProvider(['http://127.0.0.1/unused']);
    guard(brief.provider);
    const tokens = [await brief.accessToken('collector'), await brief.accessToken('collector')];
    assert.equal(await bearer(tokens[0] ?? ''), 200);
    await brief.close();
    assert.equal(await bearer(tokens[1] ?? ''), 200);
    guard(brief.provider);
    assert.equal(await bearer(tokens[1] ?? ''), 503);
    assert.equal(await statusWith({}), 401);
    guard(oidc.provider);
  });

  const badTokens: readonly { name: string; token: () => Promise<string> }[] = [
    { name: 'for another audience', token: () => oidc.accessToken('other') },
    { name: 'of another issuer', token: () => otherOidc.accessToken('collector') },
    {
      name: 'without signature (alg none)',
      token: async () => {
        const [, body] = (await oidc.accessToken('collector')).split('.');
        return `${Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')}.${body}.`;
      },
    },
    {
      name: 'with a shared-secret signature header',
      token: async () => {
        const [, body, signature] = (await oidc.accessToken('collector')).split('.');
        return `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${body}.${signature}`;
      },
    },
    {
      name: 'with a changed body',
      token: async () => {
        const [head, body = '', signature] = (await oidc.accessToken('collector')).split('.');
        const claims = Buffer.from(body, 'base64url').toString().replace('"exp":1', '"exp":9');
        return `${head}.${Buffer.from(claims).toString('base64url')}.${signature}`;
      },
    },
    { name: 'that is no token', token: async () => 'a.b.c' },
    { name: 'beyond the longest length', token: async () => `${'a'.repeat(9000)}.b.c` },
  ];
  for (const { name, token } of badTokens) {
    it(`refuses a bearer token ${name}`, async () => {
      assert.equal(await bearer(await token()), 401);
    });
  }

  it('refuses a token from the moment it expires, also one that was accepted before', async () => {
    const token = await oidc.accessToken('collector');
    assert.equal(await bearer(token), 200);
    try {
      time.aheadMs = 306_000;
      assert.equal(await bearer(token), 401);
    } finally {
      time.aheadMs = 0;
    }
  });
});
