import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { apiOf, type ProductApi } from '../product/call-product.ts';
import { startProduct } from '../product/start-product.ts';

interface Entry {
  readonly kind: string;
  readonly code: string | null;
  readonly nearestAppId: string | null;
  readonly undecodable: string | null;
  readonly events: readonly {
    readonly eventId: string;
    readonly outcome: string;
    readonly why: string | null;
  }[];
}
interface State {
  readonly entries: readonly Entry[];
}

const app = '/api/projects/first/apps/web';

/** Reads server-sent events until one satisfies; answers with it and how long it took. */
async function until(api: ProductApi, isEnough: (state: State) => boolean, begun: () => Promise<void>) {
  const answer = await api.send('GET', `${app}/verify`);
  assert.match(answer.headers.get('content-type') ?? '', /text\/event-stream/);
  const decoder = new TextDecoder();
  let buffered = '';
  let startedMs = Number.NaN;
  for await (const chunk of answer.body ?? []) {
    buffered += decoder.decode(chunk, { stream: true });
    const parts = buffered.split('\n\n');
    buffered = parts.pop() ?? '';
    for (const part of parts.filter((one) => one.startsWith('data: '))) {
      if (Number.isNaN(startedMs)) {
        await begun();
        startedMs = performance.now();
      }
      const state = JSON.parse(part.slice(6)) as State;
      // Leaving the loop ends the stream.
      if (isEnough(state)) return { state, tookMs: performance.now() - startedMs };
    }
  }
  throw new Error('the stream ended');
}

it('shows a request within two seconds, then what became of each event, and why others were refused', async () => {
  await using product = await startProduct();
  const api = apiOf(product);
  const event = (id: string, more = {}) => ({
    ...{
      event_type: 'view',
      event_id: id,
      app_id: 'web',
      unique_id: 'u',
      timestamp: Date.now(),
      attributes: {},
    },
    ...more,
  });
  const post = (query: string, body: string) =>
    fetch(`${product.collect}/collect?${query}`, { method: 'POST', body });
  // The best of several: other processes share this machine.
  const tookMs: number[] = [];
  for (const id of ['first', 'next', 'last']) {
    const arrived = await until(
      api,
      ({ entries }) => entries.some(({ events }) => events.some(({ eventId }) => eventId === id)),
      async () => {
        await post('appId=web&platform=Web', JSON.stringify([event(id)]));
      },
    );
    tookMs.push(arrived.tookMs);
  }
  assert.ok(Math.min(...tookMs) < 2_000, `${tookMs.join(', ')} ms`);
  const outcomes = await until(
    api,
    ({ entries }) => {
      const all = entries.flatMap(({ events }) => events);
      const isDone = all.length >= 6 && all.every(({ outcome }) => outcome !== 'waiting');
      return (
        isDone &&
        entries.some(({ code }) => code === 'APP_UNKNOWN') &&
        entries.some(({ undecodable }) => undecodable)
      );
    },
    async () => {
      const old = { timestamp: Date.now() - 90 * 86_400_000 };
      await post(
        'appId=web&platform=Web',
        JSON.stringify([event('second'), event('old', old), event('first')]),
      );
      assert.equal((await post('appId=wbe', '[]')).status, 403);
      await post('appId=web', 'not json');
    },
  );
  const { entries } = outcomes.state;
  const found = new Map(
    entries.flatMap(({ events }) => events).map(({ eventId, outcome, why }) => [eventId + outcome, why]),
  );
  assert.ok(found.has('firsthuman') && found.has('firstduplicate') && found.has('secondhuman'));
  assert.equal(found.get('oldrejected'), 'too_old');
  assert.equal(entries.find(({ code }) => code === 'APP_UNKNOWN')?.nearestAppId, 'web');
  assert.equal(entries.find(({ undecodable }) => undecodable)?.undecodable, 'body_undecodable');
  const test = (await api.call('POST', `${app}/test-event`)) as { status: number; eventId: string };
  assert.equal(test.status, 200);
});

it('an alarm tells its webhook once when it begins and once when it is over', async () => {
  const messages: { state: string; alarmId: string; kind: string }[] = [];
  const hook = createServer(async (request, response) => {
    messages.push(JSON.parse(await text(request)));
    response.end('ok');
  });
  hook.listen(0, '127.0.0.1');
  await once(hook, 'listening');
  try {
    await using product = await startProduct();
    const api = apiOf(product);
    const url = `http://127.0.0.1:${(hook.address() as AddressInfo).port}/alarms`;
    const target = { kind: 'webhook', name: 'hook', enabled: true, url };
    await api.call('POST', '/api/alarm-targets/test', target);
    assert.deepEqual(
      messages.map(({ kind }) => kind),
      ['test'],
    );
    await api.call('POST', '/api/alarm-targets', target);
    const alarm = '/api/projects/first/alarms/disk_free';
    const set = (threshold: number | null) => api.call('PUT', alarm, { enabled: true, threshold });
    // Whatever is free is less than this.
    await set(1_000);
    const told = (state: string) =>
      messages.filter((message) => message.alarmId === 'disk_free' && message.state === state).length;
    while (told('ALARM') === 0) await wait(500);
    const preview = (await api.call('GET', `${alarm}/preview?threshold=1000`)) as { firings: number };
    assert.equal(preview.firings, 1);
    const views = (await api.call('GET', '/api/alarms')) as { alarmId: string; state: string }[];
    assert.equal(views.find(({ alarmId }) => alarmId === 'disk_free')?.state, 'ALARM');
    await set(0);
    while (told('OK') === 0) await wait(500);
    assert.deepEqual([told('ALARM'), told('OK')], [1, 1]);
    const changes = (await api.call('GET', '/api/alarms/changes')) as { alarmId: string; state: string }[];
    assert.deepEqual(
      changes.filter(({ alarmId }) => alarmId === 'disk_free').map(({ state }) => state),
      ['OK', 'ALARM'],
    );
  } finally {
    hook.close();
  }
});
