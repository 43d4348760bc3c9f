import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type FixtureOptions, requestText, startCollector } from './collector-fixture.ts';

const file = fileURLToPath(import.meta.url);
const scripts = [
  { path: '/millstream.js', file },
  { path: '/gone.js', file: `${file}.gone` },
];
const served = await startCollector({ scripts, settings: { cors: { origins: 'https://a.example' } } });
const silent = await startCollector({ scripts, settings: { serveScript: false } });
after(() => Promise.all([served.stop(), silent.stop()]));

const ask = async (from: typeof served, method: string, path: string, headers: string[] = []) => {
  const [answer] = await from.exchange(requestText(method, path, { headers }));
  assert.ok(answer);
  return answer;
};

it('hands out a script to pages of any origin, and takes no record of it', async () => {
  const { status, headers, body } = await ask(served, 'GET', '/millstream.js?v=1', [
    'Origin: https://b.example',
  ]);
  assert.equal(status, 200);
  assert.match(body, /hands out a script/);
  assert.equal(headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(headers['cache-control'], 'public, max-age=3600');
  assert.equal(headers['access-control-allow-origin'], '*');
  assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  assert.deepEqual(await served.records(), []);
});

it('tells the size without the script, and leaves the script out when the page has it', async () => {
  const head = await ask(served, 'HEAD', '/millstream.js');
  assert.equal(head.status, 200);
  assert.ok(Number(head.headers['content-length']) > 1000);
  const again = await ask(served, 'GET', '/millstream.js', [`If-None-Match: W/"x", ${head.headers.etag}`]);
  assert.equal(again.status, 304);
  assert.equal(again.body, '');
});

it('compresses it for who takes that', async () => {
  const gzipped = await ask(served, 'HEAD', '/millstream.js', ['Accept-Encoding: br, gzip']);
  const plain = await ask(served, 'HEAD', '/millstream.js', ['Accept-Encoding: gzip;q=0, br']);
  assert.equal(gzipped.headers['content-encoding'], 'gzip');
  assert.equal(plain.headers['content-encoding'], undefined);
  // One tag for both, so it must not promise the same bytes.
  assert.match(gzipped.headers.etag ?? '', /^W\/"/);
  assert.ok(Number(gzipped.headers['content-length']) < Number(plain.headers['content-length']) / 1.5);
});

const refused: readonly [string, typeof served, string, string][] = [
  ['a POST to it', served, 'POST', '/millstream.js'],
  ['a script that is not there', served, 'GET', '/gone.js'],
  ['it when the settings say so', silent, 'GET', '/millstream.js'],
];
for (const [name, from, method, path] of refused) {
  it(`refuses ${name} like any other path`, async () => {
    assert.equal((await ask(from, method, path)).status, 403);
  });
}

const guarded: FixtureOptions['settings'] = {
  authentication: {
    enabled: true,
    issuer: 'https://issuer.example.org',
    userEndpoint: 'https://issuer.example.org',
    authorizationEndpoint: 'https://issuer.example.org',
    tokenEndpoint: 'https://issuer.example.org',
    appClientId: 'id',
    appClientSecret: 'secret',
  },
};

it('asks nobody to sign in for it', async () => {
  const collector = await startCollector({ scripts, settings: guarded });
  assert.equal((await ask(collector, 'GET', '/millstream.js')).status, 200);
  await collector.stop();
});

describe('with HTTPS on', () => {
  const https = { enabled: true, certificates: [{ certFile: 'a.pem', keyFile: 'a.key' }] };
  const cases = [
    { says: 'sends plain requests for it to the secure port', host: 'in.example', told: {}, status: 308 },
    { says: 'names no address that the Host header cannot be', host: 'in<x', told: {}, status: 403 },
    {
      says: 'serves it plainly when the redirect is off',
      host: 'in.example',
      told: { redirect: false },
      status: 200,
    },
  ];
  for (const { says, host, told, status } of cases)
    it(says, async () => {
      const collector = await startCollector({ scripts, settings: { https: { ...https, ...told } } });
      try {
        for (const method of ['GET', 'HEAD']) {
          const text = requestText(method, '/millstream.js?v=1', { headers: ['Origin: https://b.example'] });
          const [answer] = await collector.exchange(text.replace(/^Host: .*$/m, `Host: ${host}:8080`));
          assert.equal(answer?.status, status);
          const location = status === 308 ? 'https://in.example:8443/millstream.js?v=1' : undefined;
          assert.equal(answer.headers.location, location);
          assert.equal(answer.headers['access-control-allow-origin'], '*');
          if (status === 308) assert.equal(answer.headers['cache-control'], 'no-store');
        }
      } finally {
        await collector.stop();
      }
    });
});
