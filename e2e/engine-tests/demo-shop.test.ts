// "Load demo shop" over the API: an app of one's own gets the shop's past and its live traffic, beside the running server.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { apiOf, type ProductApi } from '../product/call-product.ts';
import { type Product, startProduct } from '../product/start-product.ts';

const path = '/api/projects/first/apps/web/demo';
const wantedEvents = 3_000;
const limitMs = 120_000;

let product: Product;
let api: ProductApi;
before(async () => {
  product = await startProduct();
  api = apiOf(product);
});
after(() => product[Symbol.asyncDispose]());

interface State {
  readonly phase: string;
  readonly events?: number;
  readonly target?: number;
}

async function untilReady(): Promise<readonly State[]> {
  const seen: State[] = [];
  const deadline = performance.now() + limitMs;
  while (performance.now() < deadline) {
    const state = (await api.call('GET', path)) as State;
    seen.push(state);
    if (state.phase === 'ready') return seen;
    assert.notEqual(state.phase, 'failed', JSON.stringify(state));
    await wait(100);
  }
  throw new Error(`not ready: ${JSON.stringify(seen.at(-1))}\n${product.log()}`);
}

describe('a demo shop in an app', () => {
  it('is absent until somebody loads it, and tells how far it is', async () => {
    assert.deepEqual(await api.call('GET', path), { phase: 'absent' });
    const begun = (await api.call('POST', path, { events: wantedEvents })) as State;
    assert.deepEqual([begun.phase, begun.target], ['making', wantedEvents]);
    // Pressed twice, it goes on.
    assert.equal(((await api.call('POST', path, { events: wantedEvents })) as State).phase, 'making');
    const seen = await untilReady();
    assert.ok(seen.some(({ phase }) => phase === 'loading'));
  });

  it('fills the dashboards of that app only', async () => {
    const [{ n } = { n: 0 }] = await product.query(
      "select count(*)::int as n from event_v2 where app_id = 'web'",
    );
    assert.ok(Number(n) > wantedEvents / 2 && Number(n) < wantedEvents * 2, String(n));
    const [{ others } = { others: 1 }] = await product.query(
      "select count(*)::int as others from event_v2 where app_id <> 'web'",
    );
    assert.equal(others, 0);
    const dashboard = (await api.call('POST', '/api/studio/dashboard/lifecycle', {
      projectId: 'first',
      appId: 'web',
      visuals: ['overview.totals'],
    })) as {
      sheets: { sections: { visuals: { outcome: { result: { rows: [string, number][] } } }[] }[] }[];
    };
    const rows = dashboard.sheets[0]?.sections[0]?.visuals[0]?.outcome.result.rows ?? [];
    assert.ok((rows[0]?.[1] ?? 0) > 0);
  });

  it('ends its live traffic when it is told to, and does not load its past twice', async () => {
    assert.deepEqual(await api.call('DELETE', path), { phase: 'absent' });
    const count = 'select count(*)::int as n from event_v2 where ingest_time_msec < ';
    const before = Date.now() - 60_000;
    const first = await product.query(`${count}${before}`);
    await api.call('POST', path, { events: wantedEvents });
    await untilReady();
    assert.deepEqual(await product.query(`${count}${before}`), first);
  });

  it('is no app of another project', async () => {
    const answer = await api.send('GET', '/api/projects/other/apps/web/demo');
    assert.equal(answer.status, 404);
  });
});
