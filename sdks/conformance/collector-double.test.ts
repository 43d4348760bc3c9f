import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import {
  type CollectorDouble,
  type CollectorDoubleOptions,
  openCollectorDouble,
} from './collector-double.ts';
import type { PlannedAnswer } from './scenario.ts';

const event = (id: string, type = 'a') => ({ event_type: type, event_id: id });
const post = (double: CollectorDouble, events: unknown, init: RequestInit = {}) =>
  fetch(`${double.endpoint}?appId=shop&platform=Web`, {
    method: 'POST',
    body: JSON.stringify(events),
    ...init,
  });

async function statusOf(answer: Promise<Response>): Promise<number | 'no answer'> {
  try {
    return (await answer).status;
  } catch {
    // A connection without an answer is what some cases are about.
    return 'no answer';
  }
}

/** A double whose clock stands at 2026-03-01 10:00 UTC. */
const open = (options: CollectorDoubleOptions = {}) =>
  openCollectorDouble({ now: () => Date.UTC(2026, 2, 1, 10), ...options });

const idsOf = (double: CollectorDouble) => double.storedEvents().map(({ event_id: id }) => id);

async function until(double: CollectorDouble, isTrue: () => boolean): Promise<void> {
  if (isTrue()) return;
  const done = Promise.withResolvers<void>();
  const stop = double.onChange(() => {
    if (isTrue()) done.resolve();
  });
  await done.promise;
  stop();
}

describe('the collector double', () => {
  it('records requests as they came, and gives each stored event once', async () => {
    await using double = await open();
    assert.equal((await post(double, [event('1'), event('2')])).status, 200);
    assert.equal((await post(double, [event('2'), event('3')])).status, 200);
    assert.deepEqual(idsOf(double), ['1', '2', '3']);
    const [first] = double.requests;
    assert.deepEqual(first?.query, { appId: 'shop', platform: 'Web' });
    assert.equal(first?.headers['content-type'], 'text/plain;charset=UTF-8');
    assert.equal(double.open, 0);
  });

  const json = JSON.stringify([event('1')]);
  const forms = [
    { title: 'plain JSON', query: '', headers: {}, body: json },
    {
      title: 'base64 of gzip',
      query: 'compression=gzip',
      headers: {},
      body: gzipSync(json).toString('base64'),
    },
    { title: 'bytes of gzip', query: '', headers: {}, body: new Uint8Array(gzipSync(json)) },
    {
      title: 'a gzip encoding',
      query: '',
      headers: { 'Content-Encoding': 'gzip' },
      body: new Uint8Array(gzipSync(json)),
    },
  ];
  for (const { title, query, headers, body } of forms) {
    it(`reads ${title}`, async () => {
      await using double = await open();
      await fetch(`${double.endpoint}?${query}`, { method: 'POST', headers, body });
      assert.deepEqual(idsOf(double), ['1']);
    });
  }

  const unreadable = [
    { title: 'no JSON', body: 'x' },
    { title: 'one object', body: '{}' },
    { title: 'a list of numbers', body: '[1]' },
  ];
  for (const { title, body } of unreadable) {
    it(`accepts ${title} as the real one does, and tells that it cannot be read`, async () => {
      await using double = await open();
      assert.equal((await fetch(double.endpoint, { method: 'POST', body })).status, 200);
      assert.equal(double.requests[0]?.decoded.kind, 'unreadable');
    });
  }

  const plans: readonly {
    title: string;
    plan: PlannedAnswer[];
    sizes: number[];
    answers: (number | string)[];
  }[] = [
    {
      title: 'one after another, then 200',
      plan: [{ status: 503, times: 2 }, { status: 429 }],
      sizes: [1, 1, 1, 1],
      answers: [503, 503, 429, 200],
    },
    {
      title: 'by the number of events',
      plan: [{ status: 413, overEvents: 2 }],
      sizes: [3, 2, 4],
      answers: [413, 200, 413],
    },
    {
      title: 'by the size of the body',
      plan: [{ status: 413, overBytes: 100 }],
      sizes: [1, 9],
      answers: [200, 413],
    },
    {
      title: 'without an answer',
      plan: [{ fault: 'cut' }, { fault: 'lost' }],
      sizes: [1, 1, 1],
      answers: ['no answer', 'no answer', 200],
    },
    { title: 'always', plan: [{ status: 403, times: 'always' }], sizes: [1, 1], answers: [403, 403] },
  ];
  for (const { title, plan, sizes, answers } of plans) {
    it(`answers ${title}`, async () => {
      await using double = await open();
      double.plan(plan);
      const got: (number | string)[] = [];
      for (const size of sizes) {
        got.push(
          await statusOf(
            post(
              double,
              Array.from({ length: size }, (_, at) => event(String(at))),
            ),
          ),
        );
      }
      assert.deepEqual(got, answers);
    });
  }

  it('refuses requests with an event of a type, and them only', async () => {
    await using double = await open();
    double.plan([{ status: 400, containing: 'bad' }]);
    assert.equal((await post(double, [event('1'), event('2', 'bad')])).status, 400);
    assert.equal((await post(double, [event('1')])).status, 200);
    assert.deepEqual(idsOf(double), ['1']);
  });

  const stored = [
    { fault: 'cut', ids: [] },
    { fault: 'lost', ids: ['1'] },
  ] as const;
  for (const { fault, ids } of stored) {
    it(`${ids.length === 0 ? 'does not have' : 'has'} the events of a request that it ${fault === 'cut' ? 'cuts off' : 'loses the answer of'}`, async () => {
      await using double = await open();
      double.plan([{ fault }]);
      assert.equal(await statusOf(post(double, [event('1')])), 'no answer');
      assert.deepEqual(idsOf(double), ids);
    });
  }

  const hanging = [
    { fault: 'hang', ids: [] },
    { fault: 'late', ids: ['1'] },
  ] as const;
  for (const { fault, ids } of hanging) {
    it(`counts a request as hanging (${fault}) until the client gives up`, async () => {
      await using double = await open();
      double.plan([{ fault }]);
      const giveUp = new AbortController();
      const answer = statusOf(post(double, [event('1')], { signal: giveUp.signal }));
      await until(double, () => double.hanging === 1);
      assert.equal(double.open, 1);
      giveUp.abort();
      assert.equal(await answer, 'no answer');
      await until(double, () => double.hanging === 0);
      assert.equal(double.open, 0);
      assert.deepEqual(idsOf(double), ids);
    });
  }

  it('tells when to come back, in seconds or by its own clock', async () => {
    await using double = await open();
    double.plan([
      { status: 503, retryAfter: 7 },
      { status: 503, retryAfterDate: 60, clockShiftMs: 3_600_000 },
    ]);
    const seconds = await post(double, [event('1')]);
    assert.equal(seconds.headers.get('retry-after'), '7');
    assert.equal(seconds.headers.get('date'), 'Sun, 01 Mar 2026 10:00:00 GMT');
    const date = await post(double, [event('1')]);
    assert.equal(date.headers.get('date'), 'Sun, 01 Mar 2026 11:00:00 GMT');
    assert.equal(date.headers.get('retry-after'), 'Sun, 01 Mar 2026 11:01:00 GMT');
  });

  it('allows origins as the real one does, and counts preflights', async () => {
    await using double = await open({ origins: ['https://shop.example.org'] });
    const ask = (origin: string) =>
      fetch(double.endpoint, { method: 'OPTIONS', headers: { Origin: origin } });
    const allowed = await ask('https://shop.example.org');
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), 'https://shop.example.org');
    assert.equal(allowed.headers.get('access-control-allow-credentials'), 'true');
    assert.equal((await ask('https://other.example.org')).headers.get('access-control-allow-origin'), null);
    assert.equal(double.preflights, 2);
    assert.equal(double.requests.length, 0);
  });

  const others = [
    { title: 'a GET', method: 'GET', path: '/collect', status: 405 },
    { title: 'another path', method: 'POST', path: '/other', status: 403 },
    { title: 'a trailing slash', method: 'POST', path: '/collect/', status: 200 },
  ];
  for (const { title, method, path, status } of others) {
    it(`answers ${title} with ${status}`, async () => {
      await using double = await open();
      const body = method === 'POST' ? { body: '[]' } : {};
      assert.equal((await fetch(`${double.origin}${path}`, { method, ...body })).status, status);
    });
  }

  it('refuses more than 1 MB', async () => {
    await using double = await open();
    assert.equal((await post(double, [{ ...event('1'), text: 'x'.repeat(1_048_576) }])).status, 413);
    assert.deepEqual(idsOf(double), []);
  });

  it('tells its time', async () => {
    await using double = await open();
    assert.deepEqual(await (await fetch(`${double.origin}/ping`)).json(), { timestamp: 1_772_359_200 });
  });

  it('hands stored requests on to a real collector, and passes on that it refuses', async () => {
    await using real = await open();
    await using double = await open({ forwardTo: real.endpoint });
    double.plan([{ fault: 'lost' }, { fault: 'cut' }]);
    real.plan([{ status: 200 }, { status: 503 }]);
    const answers: (number | string)[] = [];
    for (const id of ['1', '2', '3', '4']) answers.push(await statusOf(post(double, [event(id)])));
    assert.deepEqual(answers, ['no answer', 'no answer', 503, 200]);
    assert.deepEqual(idsOf(real), ['1', '4']);
    assert.deepEqual(idsOf(double), ['1', '4']);
    assert.deepEqual(real.requests[0]?.query, { appId: 'shop', platform: 'Web' });
  });

  it('loses every second answer when told to', async () => {
    await using double = await open({ losesEverySecondAnswer: true });
    const answers: (number | string)[] = [];
    for (const id of ['1', '2', '3', '4']) answers.push(await statusOf(post(double, [event(id)])));
    assert.deepEqual(answers, [200, 'no answer', 200, 'no answer']);
    assert.deepEqual(idsOf(double), ['1', '2', '3', '4']);
  });
});
