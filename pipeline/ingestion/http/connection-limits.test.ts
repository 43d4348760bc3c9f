import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type FixtureOptions, requestText, startCollector } from './collector-fixture.ts';

const target = '/collect?appId=web';
const sized = (length: number) =>
  Buffer.concat([
    Buffer.from(requestText('POST', target, { headers: [`Content-Length: ${length}`] })),
    Buffer.alloc(length, 'x'),
  ]);
const chunked = (length: number) =>
  Buffer.concat([
    Buffer.from(requestText('POST', target, { headers: ['Transfer-Encoding: chunked'] })),
    Buffer.from(`${length.toString(16)}\r\n`),
    Buffer.alloc(length, 'x'),
    Buffer.from('\r\n0\r\n\r\n'),
  ]);
const encoded = (body: Buffer) => {
  const packed = gzipSync(body);
  const headers = ['Content-Encoding: gzip', `Content-Length: ${packed.length}`];
  return Buffer.concat([Buffer.from(requestText('POST', target, { headers })), packed]);
};
const slow = { limits: { slowBodyMs: 50 } };

const cases: readonly (readonly [
  name: string,
  bytes: Buffer | string,
  status: number,
  options?: FixtureOptions,
])[] = [
  ['a body of the limit', sized(1_048_576), 200],
  ['a body one byte beyond', sized(1_048_577), 413],
  ['chunks of the limit', chunked(1_048_576), 200],
  ['chunks one byte beyond', chunked(1_048_577), 413],
  ['a body that is far too large', sized(5_000_000), 413],
  ['a body that inflates to the limit', encoded(Buffer.alloc(33_554_432, ' ')), 200],
  ['a body that inflates beyond', encoded(Buffer.alloc(33_554_433, ' ')), 413],
  [
    'a body that grows six-fold in its record',
    Buffer.concat([sized(1_048_576).subarray(0, -1_048_576), Buffer.alloc(1_048_576)]),
    200,
  ],
  ['a body that grows beyond its record', encoded(Buffer.alloc(12_000_000)), 413],
  [
    'a body that stops',
    requestText('POST', target, { headers: ['Content-Length: 10'] }),
    408,
    { settings: slow },
  ],
  [
    'chunks that stop',
    requestText('POST', target, { headers: ['Transfer-Encoding: chunked'] }),
    408,
    { settings: slow },
  ],
  ['a head that stops', 'POST /collect?appId=web HTTP/1.1\r\nHost: a\r\n', 408, { settings: slow }],
];

for (const lanes of ['both', 'node'] as const) {
  describe(`limits (lanes: ${lanes})`, () => {
    for (const [name, bytes, status, options] of cases) {
      it(`answers ${status} to ${name}`, async () => {
        const running = await startCollector({ lanes, ...options });
        try {
          const [answer] = await running.exchange(bytes);
          assert.equal(answer?.status, status);
          assert.equal((await running.records()).length, status === 200 ? 1 : 0);
        } finally {
          await running.stop();
        }
      });
    }

    it('closes an idle connection, before and after its first request', async () => {
      const running = await startCollector({
        lanes,
        settings: { limits: { idleMs: 300, keepAliveMs: 1000 } },
      });
      try {
        assert.deepEqual(await running.exchange(''), []);
        const [answer] = await running.exchange(requestText('POST', target, { body: '[]' }), 2);
        assert.equal(answer?.headers['keep-alive'], 'timeout=1');
      } finally {
        await running.stop();
      }
    });

    it('limits the requests of an app and says when to come again', async () => {
      const rateLimit = { perApp: { requestsPerSecond: 0.01, burst: 2 } };
      const running = await startCollector({ lanes, settings: { rateLimit } });
      try {
        const request = requestText('POST', target, { body: '[]', headers: ['Origin: https://a.example'] });
        const answers = await running.exchange(request.repeat(3), 3);
        assert.deepEqual(
          answers.map(({ status }) => status),
          [200, 200, 429],
        );
        assert.ok(Number(answers[2]?.headers['retry-after']) >= 90);
        assert.equal(answers[2]?.headers['access-control-allow-origin'], 'https://a.example');
        assert.equal((await running.records()).length, 2);
      } finally {
        await running.stop();
      }
    });

    it('limits addresses by the nearest hop that is no proxy of ours', async () => {
      const rateLimit = { perIp: { requestsPerSecond: 0.01, burst: 1 } };
      const running = await startCollector({ lanes, settings: { rateLimit } });
      const from = (chain: string) =>
        requestText('POST', target, { body: '[]', headers: [`X-Forwarded-For: ${chain}`] });
      try {
        const chains = [
          '203.0.113.1',
          '198.51.100.1, 203.0.113.1',
          '203.0.113.1, 203.0.113.2',
          '203.0.113.2, 10.0.0.1',
        ];
        const answers = await running.exchange(chains.map(from).join(''), 4);
        assert.deepEqual(
          answers.map(({ status }) => status),
          [200, 429, 200, 429],
        );
      } finally {
        await running.stop();
      }
    });
  });
}
