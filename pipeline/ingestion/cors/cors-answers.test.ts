import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type RunningCollector, requestText, startCollector } from '../http/collector-fixture.ts';

const own = 'https://shop.example.org';
const foreign = 'https://shop.example.org.evil.test';
const body = '[]';

interface Case {
  readonly name: string;
  readonly request: string;
  readonly status: number;
  readonly isAllowed: boolean;
}

const from = (origin: string) => [`Origin: ${origin}`];
const post = (origin: string, target = '/collect?appId=web') =>
  requestText('POST', target, { body, headers: from(origin) });
const preflight = (origin: string) =>
  requestText('OPTIONS', '/collect?appId=web', {
    headers: [...from(origin), 'Access-Control-Request-Method: POST'],
  });

const cases: readonly Case[] = [
  { name: 'a preflight of a listed origin', request: preflight(own), status: 204, isAllowed: true },
  { name: 'a preflight of a foreign origin', request: preflight(foreign), status: 204, isAllowed: false },
  { name: 'a post of a listed origin', request: post(own), status: 200, isAllowed: true },
  {
    name: 'a post of a foreign origin, which is stored',
    request: post(foreign),
    status: 200,
    isAllowed: false,
  },
  { name: 'a refusal of a path', request: post(own, '/other'), status: 403, isAllowed: true },
  { name: 'a refusal of an app', request: post(own, '/collect?appId=none'), status: 403, isAllowed: true },
  {
    name: 'a refusal of a method',
    request: requestText('PUT', '/collect?appId=web', { body, headers: from(own) }),
    status: 405,
    isAllowed: true,
  },
  {
    name: 'a refusal of a size',
    request: requestText('POST', '/collect?appId=web', {
      headers: [...from(own), 'Content-Length: 2000000'],
    }),
    status: 413,
    isAllowed: true,
  },
  {
    name: 'a ping',
    request: requestText('GET', '/ping?appId=web', { headers: from(own) }),
    status: 200,
    isAllowed: true,
  },
];

for (const lanes of ['both', 'node'] as const) {
  describe(`CORS (lanes: ${lanes})`, () => {
    let running: RunningCollector;
    before(async () => {
      running = await startCollector({ lanes, settings: { cors: { origins: own } } });
    });
    after(() => running.stop());

    for (const { name, request, status, isAllowed } of cases) {
      it(`${isAllowed ? 'allows' : 'stays silent on'} ${name}`, async () => {
        const [answer] = await running.exchange(request);
        assert.equal(answer?.status, status);
        const headers = answer?.headers ?? {};
        assert.equal(headers['access-control-allow-origin'], isAllowed ? own : undefined);
        assert.equal(headers['access-control-allow-credentials'], isAllowed ? 'true' : undefined);
        assert.equal(headers['access-control-allow-methods'], isAllowed ? 'GET, POST, OPTIONS' : undefined);
        assert.equal(headers['access-control-max-age'], isAllowed ? '86400' : undefined);
        assert.equal(headers.vary, isAllowed ? 'Origin' : undefined);
        assert.equal(
          /Content-Type, Authorization, Content-Encoding$/.test(
            headers['access-control-allow-headers'] ?? '',
          ),
          isAllowed,
        );
      });
    }

    it('refuses foreign posts, not their preflights, when it is enforced', async () => {
      running.collector.applyRules(running.rules({ cors: { origins: own, enforce: true } }));
      const statuses = [];
      for (const request of [
        post(foreign),
        post(own),
        preflight(foreign),
        requestText('POST', '/collect?appId=web', { body }),
      ]) {
        statuses.push((await running.exchange(request))[0]?.status);
      }
      assert.deepEqual(statuses, [403, 200, 204, 200]);
    });

    it('allows any origin by default, none with an empty list', async () => {
      running.collector.applyRules(running.rules());
      assert.equal(
        (await running.exchange(post(foreign)))[0]?.headers['access-control-allow-origin'],
        foreign,
      );
      running.collector.applyRules(running.rules({ cors: { origins: '' } }));
      assert.equal((await running.exchange(post(own)))[0]?.headers['access-control-allow-origin'], undefined);
    });

    it('counts and names refused origins', async () => {
      const text = await running.collector.registry.getSingleMetricAsString(
        'millstream_collector_refused_origins_total',
      );
      assert.match(text, /\{app="web",origin="https:\/\/shop\.example\.org\.evil\.test"\} \d+/);
    });
  });
}
