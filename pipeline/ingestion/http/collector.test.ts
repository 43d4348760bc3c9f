import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { appNamed, type FixtureOptions, requestText, startCollector } from './collector-fixture.ts';

const body = '[{"event_type":"_page_view"}]';
const post = (target = '/collect?appId=web', headers: string[] = []) =>
  requestText('POST', target, { body, headers });
const guardMember = 'https://issuer.example.org';
const guarded = {
  enabled: true,
  issuer: guardMember,
  userEndpoint: guardMember,
  authorizationEndpoint: guardMember,
  tokenEndpoint: guardMember,
  appClientId: 'id',
  appClientSecret: 'secret',
};
const https = {
  enabled: true,
  domain: 'in.example.org',
  certificates: [{ certFile: 'a.pem', keyFile: 'a.key' }],
};
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 8);
const strict = { apps: [{ appId: appNamed('web'), strictIntegrity: true }] };

interface Row {
  readonly name: string;
  readonly options?: FixtureOptions;
  readonly request: string | Buffer;
  readonly status: number;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Records stored by it. */
  readonly stored?: number;
}

const rows: readonly Row[] = [
  {
    name: '1: redirects plain requests to the secure port with 308',
    options: { settings: { https } },
    request: post(),
    status: 308,
    headers: { location: 'https://in.example.org:8443/collect?appId=web' },
  },
  {
    name: '1: names another port in the redirect when told',
    options: { settings: { https: { ...https, redirectPort: 443 } } },
    request: post('/other'),
    status: 308,
    headers: { location: 'https://in.example.org/other' },
  },
  {
    name: '1: serves plain requests when the redirect is off',
    options: { settings: { https: { ...https, redirect: false } } },
    request: post(),
    status: 200,
    stored: 1,
  },
  {
    name: '2: says that nothing is configured without apps, whatever the path',
    options: { apps: [] },
    request: post('/nowhere'),
    status: 400,
    text: 'Configuration invalid!',
  },
  { name: '5: refuses other paths', request: post('/'), status: 403, text: 'DefaultAction: Invalid request' },
  { name: '5: refuses sub-paths', request: post('/collect/x?appId=web'), status: 403 },
  { name: '5: refuses the path in other case', request: post('/Collect?appId=web'), status: 403 },
  { name: '5: allows a trailing slash', request: post('/collect/?appId=web'), status: 200, stored: 1 },
  { name: '6: refuses a missing app', request: post('/collect'), status: 403 },
  { name: '6: refuses an unknown app', request: post('/collect?appId=nope'), status: 403 },
  { name: '6: compares app ids with their case', request: post('/collect?appId=WEB'), status: 403 },
  { name: '6: also on the ping path', request: requestText('GET', '/ping'), status: 403 },
  {
    name: '6: takes the first of two app ids',
    request: post('/collect?appId=web&appId=nope'),
    status: 200,
    stored: 1,
  },
  {
    name: '7: asks senders to sign in',
    options: { settings: { authentication: guarded } },
    request: post(),
    status: 401,
    headers: { 'www-authenticate': 'Bearer' },
  },
  {
    name: '7: lets a known sender in',
    options: {
      settings: { authentication: guarded },
      gate: {
        authorize: ({ headers }) => Promise.resolve({ ok: headers.authorization === 'Bearer good' }),
        servesPath: () => false,
        serve: () => Promise.resolve(),
      },
    },
    request: post(undefined, ['Authorization: Bearer good']),
    status: 200,
    stored: 1,
  },
  {
    name: '7: asks to come again while senders cannot be judged',
    options: {
      settings: { authentication: guarded },
      gate: {
        authorize: () => Promise.reject(new Error('no keys')),
        servesPath: () => false,
        serve: () => Promise.resolve(),
      },
    },
    request: post(),
    status: 503,
    headers: { 'retry-after': '5' },
  },
  {
    name: '7: answers the preflight of a guarded path, for browsers send no credentials with it',
    options: { settings: { authentication: guarded, cors: { origins: 'https://a.example' } } },
    request: requestText('OPTIONS', '/collect?appId=web', {
      headers: ['Origin: https://a.example', 'Access-Control-Request-Method: POST'],
    }),
    status: 204,
    headers: { 'access-control-allow-origin': 'https://a.example' },
  },
  {
    name: '7: asks for sign-in before any other OPTIONS',
    options: { settings: { authentication: guarded } },
    request: requestText('OPTIONS', '/collect?appId=web'),
    status: 401,
  },
  {
    name: '4: leaves the sign-in paths to the gate',
    options: {
      settings: { authentication: guarded },
      gate: {
        authorize: () => ({ ok: false }),
        servesPath: (path) => path === '/login',
        serve: async (_request, response) => void response.end('Authenticated'),
      },
    },
    request: requestText('GET', '/login'),
    status: 200,
    text: 'Authenticated',
  },
  { name: '5: has no sign-in without authentication', request: requestText('GET', '/login'), status: 403 },
  { name: '8: answers a preflight', request: requestText('OPTIONS', '/collect?appId=web'), status: 204 },
  {
    name: '9: refuses PUT',
    request: requestText('PUT', '/collect?appId=web', { body }),
    status: 405,
    headers: { allow: 'GET, POST, OPTIONS' },
  },
  { name: '9: refuses GET without data', request: requestText('GET', '/collect?appId=web'), status: 405 },
  { name: '9: refuses HEAD', request: requestText('HEAD', '/collect?appId=web'), status: 405 },
  { name: '9: refuses DELETE on ping', request: requestText('DELETE', '/ping?appId=web'), status: 405 },
  {
    name: '10: refuses a body that is declared too large',
    request: requestText('POST', '/collect?appId=web', { headers: ['Content-Length: 1048577'] }),
    status: 413,
    headers: { connection: 'close' },
  },
  {
    name: '11: stores that an empty body was accepted',
    request: requestText('POST', '/collect?appId=web', { body: '' }),
    status: 200,
    stored: 1,
  },
  {
    name: '11: takes a POST without any length as empty',
    request: requestText('POST', '/collect?appId=web'),
    status: 200,
    stored: 1,
  },
  {
    name: '11a: refuses a wrong hashCode when the app is strict',
    options: strict,
    request: post('/collect?appId=web&hashCode=00000000'),
    status: 400,
  },
  {
    name: '11a: accepts the right hashCode when the app is strict',
    options: strict,
    request: post(`/collect?appId=web&hashCode=${hashOf(body)}`),
    status: 200,
    stored: 1,
  },
  {
    name: '11a: ignores hashCode when the app is not strict',
    request: post('/collect?appId=web&hashCode=00000000'),
    status: 200,
    stored: 1,
  },
  {
    name: '12: refuses when more waits than allowed',
    options: { settings: { maxUnsyncedBytes: 100 } },
    request: requestText('POST', '/collect?appId=web', {
      body: `${'4\r\n[{},\r\n'.repeat(40)}0\r\n\r\n`,
      headers: ['Transfer-Encoding: chunked'],
    }).replace(/Content-Length: \d+\r\n/, ''),
    status: 503,
    headers: { 'retry-after': '1' },
  },
  {
    name: '13: refuses while the disk is too full',
    options: { settings: { diskGuard: { minFreeBytes: Number.MAX_SAFE_INTEGER, minFreePercent: 0 } } },
    request: post(),
    status: 503,
    headers: { 'retry-after': '30' },
  },
  {
    name: '14: accepts everything else',
    request: post(),
    status: 200,
    text: '',
    headers: { 'content-type': 'text/plain', 'content-length': '0' },
    stored: 1,
  },
  {
    name: '14: accepts text that is no JSON',
    request: requestText('POST', '/collect?appId=web', { body: 'nonsense' }),
    status: 200,
    stored: 1,
  },
  {
    name: 'accepts a pixel',
    request: requestText('GET', '/collect?appId=web&data=W3t9XQ=='),
    status: 200,
    stored: 1,
  },
  {
    name: 'refuses a request line beyond 8 KiB',
    request: post(`/collect?appId=web&x=${'x'.repeat(8192)}`),
    status: 414,
  },
  {
    name: 'refuses headers beyond the limit',
    request: post(undefined, [`X-Large: ${'x'.repeat(80_000)}`]),
    status: 431,
  },
  { name: 'refuses what is no HTTP', request: 'hello\r\n\r\n', status: 400 },
  {
    name: 'refuses a request without Host',
    request: post().replace(/Host: .*\r\n/, ''),
    status: 400,
    headers: { 'content-length': '34' },
  },
  {
    name: 'serves whoever expects what is not known',
    request: post(undefined, ['Expect: magic']),
    status: 200,
    stored: 1,
  },
  {
    name: 'refuses an unreadable Content-Encoding',
    request: post(undefined, ['Content-Encoding: gzip']),
    status: 400,
  },
  {
    name: 'tells its health without an app',
    request: requestText('GET', '/health'),
    status: 200,
    text: '{"status":"ok"}',
  },
  {
    name: 'is not healthy while the disk is too full',
    options: { settings: { diskGuard: { minFreeBytes: Number.MAX_SAFE_INTEGER, minFreePercent: 0 } } },
    request: requestText('GET', '/health'),
    status: 503,
  },
];

for (const lanes of ['both', 'node'] as const) {
  describe(`collector (lanes: ${lanes})`, () => {
    for (const row of rows) {
      it(row.name, async () => {
        const running = await startCollector({ lanes, ...row.options });
        try {
          const [answer] = await running.exchange(row.request);
          assert.equal(answer?.status, row.status);
          assert.match(answer?.headers['x-request-id'] ?? '', /^[0-9a-f]{32}$/);
          if (row.text !== undefined) assert.equal(answer?.body, row.text);
          for (const [name, value] of Object.entries(row.headers ?? {})) {
            assert.equal(answer?.headers[name], value, name);
          }
          assert.equal((await running.records()).length, row.stored ?? 0);
        } finally {
          await running.stop();
        }
      });
    }
  });
}
