import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type Product, startProduct } from '../product/start-product.ts';

let product: Product;
const folder = mkdtempSync(join(tmpdir(), 'explore-'));
before(async () => {
  product = await startProduct();
});
after(async () => {
  await product[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const minute = 60_000;
const start = Date.now() - 30 * minute;
let sent = 0;

/** An event some minutes after the start. */
function event(user: string, name: string, minutes: number, attributes: object = {}) {
  sent += 1;
  return {
    event_type: name,
    event_id: `x-${sent}`,
    timestamp: start + minutes * minute,
    app_id: 'web',
    unique_id: user,
    attributes,
  };
}

const time = { type: 'relative', lastN: 2, unit: 'day' };
const base = { version: 1, projectId: 'first', appId: 'web', time };

interface Answer {
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly columns: readonly { readonly name: string }[];
  readonly chart: {
    readonly series: readonly { readonly name: string; readonly group?: string; readonly total: number }[];
  };
  readonly sql: readonly string[];
}

async function run(
  spec: object,
  ...more: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const path = join(folder, 'spec.json');
  writeFileSync(path, JSON.stringify(spec));
  return product.run('explore', path, ...more);
}

async function explore(spec: object, ...more: string[]): Promise<Answer> {
  const { code, stdout, stderr } = await run(spec, ...more);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

/** Calls the API as the command line does. */
async function call(path: string, body: object): Promise<Record<string, unknown>> {
  const { token } = JSON.parse(readFileSync(join(product.dataDir, 'run', 'server.json'), 'utf8'));
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(`${product.url}/api/studio/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Record<string, unknown>;
}

const purchases = {
  ...base,
  kind: 'event',
  event: {
    metrics: [
      { event: 'buy', measure: { type: 'userCount' } },
      { event: 'buy', measure: { type: 'sum', field: { category: 'event', name: 'price', type: 'number' } } },
    ],
  },
};
const funnel = {
  ...base,
  kind: 'funnel',
  funnel: { steps: [{ event: 'view' }, { event: 'buy' }], window: { type: 'custom', seconds: 600 } },
  chart: 'funnel',
};

describe('explorations of what was collected', () => {
  before(async () => {
    const events = [
      event('a', 'view', 0),
      event('a', 'buy', 5, { price: 10, city: 'Rome' }),
      event('b', 'view', 1),
      event('b', 'buy', 12, { price: 2.5, city: "O'Brien %" }),
      event('c', 'view', 2),
      event('a', 'buy', 20, { price: 7, city: 'Rome' }),
    ];
    await fetch(`${product.collect}/collect?appId=web`, { method: 'POST', body: JSON.stringify(events) });
    await product.queryUntil('select count(*) as n from event_v2', ([row]) => row?.n === events.length);
  });

  it('measure events and users', async () => {
    const { chart, sql } = await explore(purchases);
    assert.deepEqual(
      chart.series.map(({ name, total }) => [name, total]),
      [
        ['1_buy', 2],
        ['2_buy', 19.5],
      ],
    );
    assert.match(sql[0] ?? '', /^\/\* millstream exploration event/);
  });

  it('filter by values that mean something to SQL', async () => {
    const filter = {
      field: { category: 'event', name: 'city', type: 'string' },
      operator: 'contains',
      value: ["O'Brien %"],
    };
    const { chart } = await explore({ ...purchases, filter });
    assert.deepEqual(
      chart.series.map(({ total }) => total),
      [1, 2.5],
    );
  });

  it('count a funnel, and open the users behind each of its numbers', async () => {
    const { rows } = await explore(funnel);
    assert.deepEqual(rows, [[3, 1, 0.3333, 0.3333]]);
    const reached = await call('explore/drill', { spec: funnel, cell: { step: 2 } });
    assert.equal(reached.total, 1);
    assert.deepEqual(
      (reached.rows as { user_key: string }[]).map(({ user_key }) => user_key),
      ['a'],
    );
    const lost = await call('explore/drill', { spec: funnel, cell: { step: 2, lost: true } });
    assert.equal(lost.total, 2);
  });

  it('compare with the days before', async () => {
    const { code, stdout } = await run(purchases, '--compare', 'previous');
    assert.equal(code, 0);
    const { result, compared } = JSON.parse(stdout) as { result: Answer; compared: Answer };
    assert.equal(result.chart.series[0]?.total, 2);
    assert.deepEqual(compared.rows, []);
  });

  it('estimate what a question will take, without reading events', async () => {
    const estimate = await call('explore/estimate', { spec: purchases });
    assert.equal(estimate.events, 3);
    assert.equal(estimate.days, 2);
  });

  it('print the SQL of every engine', async () => {
    for (const [engine, word] of [
      ['duckdb', /epoch_ms\(e\.event_timestamp\)/],
      ['trino', /partition_app = 'web'/],
      ['redshift', /FROM "web"\.event_v2 e/],
    ] as const) {
      const { code, stdout } = await run(purchases, '--sql', '--engine', engine);
      assert.equal(code, 0);
      assert.match(stdout, word);
    }
  });

  const refused: readonly (readonly [string, object, RegExp])[] = [
    [
      'an event nobody sent',
      { ...funnel, funnel: { steps: [{ event: 'view' }, { event: 'pay' }] } },
      /\/funnel\/steps\/1\/event: there is no event pay.*EVENT_UNKNOWN/s,
    ],
    [
      'a field nobody sent',
      { ...purchases, groupBy: [{ category: 'event', name: 'nope', type: 'string' }] },
      /\/groupBy\/0.*FIELD_UNKNOWN/s,
    ],
    [
      'a field of another type',
      { ...purchases, groupBy: [{ category: 'event', name: 'price', type: 'string' }] },
      /FIELD_UNKNOWN/,
    ],
    ['an app of nobody', { ...purchases, appId: 'nobody' }, /App nobody.*NOT_FOUND/s],
    ['a spec of tomorrow', { ...purchases, version: 9 }, /SPEC_TOO_NEW/],
    ['a spec that is none', { hello: 1 }, /SPEC_INVALID/],
  ];
  for (const [what, spec, says] of refused) {
    it(`refuse ${what} with a code and a place`, async () => {
      const { code, stderr } = await run(spec);
      assert.equal(code, 1);
      assert.match(stderr, says);
    });
  }

  it('refuse an engine that is not configured', async () => {
    const { code, stderr } = await run(purchases, '--engine', 'trino');
    assert.equal(code, 1);
    assert.match(stderr, /ENGINE_NOT_CONFIGURED/);
  });

  it('run workflows of the drag-and-drop page', async () => {
    const workflow = [
      {
        type: 'view',
        query: [
          {
            op: 'aggregate',
            groupBy: ['event_name'],
            measures: [{ field: 'event_id', agg: 'count', asFieldKey: 'n' }],
          },
        ],
      },
      { type: 'sort', by: ['n', 'event_name'], sort: 'descending' },
    ];
    const answer = await call('walker/query', {
      projectId: 'first',
      appId: 'web',
      time,
      payload: { workflow },
    });
    assert.deepEqual(answer.rows, [
      { event_name: 'view', n: 3 },
      { event_name: 'buy', n: 3 },
    ]);
  });

  it('see an event a moment after it was collected, since answers of before are forgotten', async () => {
    const body = JSON.stringify([event('d', 'buy', 25, { price: 1 })]);
    await fetch(`${product.collect}/collect?appId=web`, { method: 'POST', body });
    await product.queryUntil(
      "select 1 from event_v2 where user_pseudo_id = 'd'",
      (rows) => rows.length === 1,
    );
    const { chart } = await explore(purchases);
    assert.equal(chart.series[0]?.total, 3);
  });
});
