import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import type { AnalysisContext } from '../base/analysis-context.ts';
import { printPlan } from '../dialects/print-plan.ts';
import { anyName } from '../fields/known-names.ts';
import { parseRequest } from '../service/explore-request.ts';
import { booleanValue, event, numberValue, textValue, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';
import { resolveRange } from '../time/time-range.ts';
import { planWalker, type WalkerRow } from '../walker/plan-walker.ts';
import { walkerRequestSchema } from '../walker/walker-request.ts';

const price = 'parameter:number:price';
const city = 'parameter:string:city';
const gift = 'parameter:boolean:gift';
const sale = (pseudo: string, time: string, amount: number | null, where: string | null) =>
  event(pseudo, 'buy', time, {
    parameters: {
      ...(amount === null ? {} : { price: numberValue(amount) }),
      ...(where === null ? {} : { city: textValue(where) }),
      gift: booleanValue(amount === 10),
    },
    columns: { platform: 'Web', event_value: amount },
  });
const engine = await memoryEngine({
  events: withIds([
    sale('a', '2024-03-04T23:30', 10, 'Rome'),
    sale('a', '2024-03-05T10:00', 30, 'Rome'),
    sale('b', '2024-03-05T11:00', null, null),
    sale('b', '2024-03-06T09:00', 20, "O'Brien % _ \\"),
    sale('c', '2024-12-30T10:00', 40, 'Rome'),
    event('c', 'view', '2024-03-05T12:00'),
  ]),
  users: [
    { pseudo: 'a', userId: 'u1', attributes: { plan: textValue('pro') } },
    { pseudo: 'b', userId: null },
    { pseudo: 'c', userId: 'u1' },
  ],
  sessions: [
    {
      pseudo: 'a',
      session: 's1',
      columns: { session_source: 'google', event_timestamp: Date.parse('2024-03-05T00:00Z') },
    },
  ],
});

async function run(workflow: readonly object[], more: object = {}): Promise<readonly WalkerRow[]> {
  const { limit, offset, ...rest } = more as { limit?: number; offset?: number };
  const request = parseRequest(walkerRequestSchema, {
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-01-01', end: '2024-12-31' },
    payload: {
      workflow,
      ...(limit === undefined ? {} : { limit }),
      ...(offset === undefined ? {} : { offset }),
    },
    ...rest,
  });
  const calendar = { timeZone: 'Europe/Berlin', weekStart: 'monday' } as const;
  const range = resolveRange(request.time, calendar, 0);
  const context: AnalysisContext = { appId: 'shop', calendar, asOfMs: 0, known: anyName, range, buckets: [] };
  const planned = planWalker(request, context);
  return planned.shape(await engine.run(printPlan(planned.plan, engine.dialect)));
}

const buys = { type: 'filter', filters: [{ fid: 'event_name', rule: { type: 'one of', value: ['buy'] } }] };
const aggregate = (groupBy: readonly string[], measures: readonly object[]) => ({
  type: 'view',
  query: [{ op: 'aggregate', groupBy, measures }],
});
const measure = (field: string, agg: string, asFieldKey = agg) => ({ field, agg, asFieldKey });
const sorted = (by: string, sort = 'ascending') => ({ type: 'sort', by: [by], sort });
const compute = (key: string, op: string, params: readonly object[], num?: number) => ({
  type: 'transform',
  transform: [{ key, expression: { op, as: key, params, ...(num === undefined ? {} : { num }) } }],
});
const formula = (key: string, sql: string) => compute(key, 'expr', [{ type: 'sql', value: sql }]);
const wall = (text: string) => Date.parse(`${text}Z`);

describe('workflows of the drag-and-drop page', () => {
  it('group and measure', async () => {
    const measures = ['sum', 'count', 'max', 'min', 'mean', 'median', 'distinctCount'].map((agg) =>
      measure(price, agg),
    );
    assert.deepEqual(await run([buys, aggregate([city], measures), sorted('sum', 'descending')]), [
      { [city]: 'Rome', sum: 80, count: 3, max: 40, min: 10, mean: 80 / 3, median: 30, distinctCount: 3 },
      {
        [city]: "O'Brien % _ \\",
        sum: 20,
        count: 1,
        max: 20,
        min: 20,
        mean: 20,
        median: 20,
        distinctCount: 1,
      },
      { [city]: null, sum: null, count: 1, max: null, min: null, mean: null, median: null, distinctCount: 0 },
    ]);
  });

  it('measure variance and standard deviation of everything', async () => {
    const [row] = await run([buys, aggregate([], [measure(price, 'variance'), measure(price, 'stdev')])]);
    assert.equal(row?.variance, 125);
    assert.equal(row?.stdev, Math.sqrt(125));
  });

  it('give nothing for no rows', async () => {
    const none = { type: 'filter', filters: [{ fid: 'event_name', rule: { type: 'one of', value: ['x'] } }] };
    assert.deepEqual(await run([none, aggregate([], [measure(price, 'count')])]), []);
  });

  const rules: readonly (readonly [string, object, readonly (number | null)[]])[] = [
    [city, { type: 'one of', value: ["O'Brien % _ \\"] }, [20]],
    [city, { type: 'one of', value: [null, 'Rome'] }, [null, 10, 30, 40]],
    [city, { type: 'not in', value: ['Rome'] }, [null, 20]],
    [city, { type: 'not in', value: ['Rome', null] }, [20]],
    [price, { type: 'range', value: [20, null] }, [20, 30, 40]],
    [price, { type: 'range', value: [null, 20] }, [10, 20]],
    [city, { type: 'regexp', value: '^ro' }, [10, 30, 40]],
    [city, { type: 'regexp', value: '^ro', caseSensitive: true }, []],
    [gift, { type: 'one of', value: [true] }, [10]],
    [
      'event_time',
      { type: 'temporal range', value: [wall('2024-03-05T00:30:00'), wall('2024-03-05T11:00:00')] },
      [10, 30],
    ],
  ];
  for (const [fid, rule, expected] of rules) {
    it(`filter ${fid} by ${JSON.stringify(rule)}`, async () => {
      const rows = await run([
        buys,
        { type: 'filter', filters: [{ fid, rule }] },
        { type: 'view', query: [{ op: 'raw', fields: [price] }] },
      ]);
      const amounts = rows.map((row) => row[price] ?? null);
      assert.deepEqual(
        amounts.sort((a, b) => Number(a) - Number(b)),
        expected,
      );
    });
  }

  const levels: readonly (readonly [string, string, readonly string[]])[] = [
    ['dateTimeDrill', 'year', ['2024-01-01T00:00:00']],
    ['dateTimeDrill', 'quarter', ['2024-01-01T00:00:00', '2024-10-01T00:00:00']],
    ['dateTimeDrill', 'month', ['2024-03-01T00:00:00', '2024-12-01T00:00:00']],
    ['dateTimeDrill', 'week', ['2024-03-04T00:00:00', '2024-12-30T00:00:00']],
    // 23:30 in London is half past midnight in Berlin.
    ['dateTimeDrill', 'day', ['2024-03-05T00:00:00', '2024-03-06T00:00:00', '2024-12-30T00:00:00']],
    ['dateTimeDrill', 'iso_year', ['2024-01-01T00:00:00', '2025-01-01T00:00:00']],
  ];
  for (const [op, level, expected] of levels) {
    it(`cut times to ${level}`, async () => {
      const params = [
        { type: 'field', value: 'event_time' },
        { type: 'value', value: level },
      ];
      const rows = await run([
        buys,
        compute('t', op, params),
        aggregate(['t'], [measure('t', 'count')]),
        sorted('t'),
      ]);
      assert.deepEqual(
        rows.map((row) => row.t),
        expected.map(wall),
      );
    });
  }

  const features: readonly (readonly [string, number])[] = [
    ['year', 2024],
    ['quarter', 4],
    ['month', 12],
    ['day', 30],
    ['weekday', 1],
    ['iso_weekday', 1],
    ['iso_week', 1],
    ['iso_year', 2025],
    ['week', 53],
    ['hour', 11],
    ['minute', 0],
  ];
  for (const [level, expected] of features) {
    it(`tell the ${level} of a time`, async () => {
      const params = [
        { type: 'field', value: 'event_time' },
        { type: 'value', value: level },
      ];
      const late = { type: 'filter', filters: [{ fid: price, rule: { type: 'range', value: [40, 40] } }] };
      const [row] = await run([
        buys,
        late,
        compute('t', 'dateTimeFeature', params),
        { type: 'view', query: [{ op: 'raw', fields: ['t'] }] },
      ]);
      assert.equal(row?.t, expected);
    });
  }

  it('cut numbers into bins of equal width, the last one with its end', async () => {
    const params = [{ type: 'field', value: price }];
    const rows = await run([
      buys,
      compute('b', 'bin', params, 3),
      aggregate(['b'], [measure('b', 'count')]),
      sorted('b'),
    ]);
    const counts = new Map(rows.map((row) => [JSON.stringify(row.b), row.count]));
    assert.deepEqual(
      counts,
      new Map([
        ['[10,20]', 1],
        ['[20,30]', 1],
        ['[30,40]', 2],
        ['null', 1],
      ]),
    );
  });

  it('fold measures into names and values', async () => {
    const rows = await run([
      buys,
      aggregate([], [measure(price, 'sum'), measure(price, 'max')]),
      {
        type: 'view',
        query: [{ op: 'fold', foldBy: ['sum', 'max'], newFoldKeyCol: 'k', newFoldValueCol: 'v' }],
      },
      sorted('v'),
    ]);
    assert.deepEqual(rows, [
      { k: 'max', v: 40 },
      { k: 'sum', v: 100 },
    ]);
  });

  const formulas: readonly (readonly [string, unknown])[] = [
    [`"${price}" * 2 + 1`, 81],
    [`if("${price}" >= 40, 'much', 'little')`, 'much'],
    [`case when "${city}" = 'Rome' then 1 else 2 end`, 1],
    ["lower(platform) || '-' || coalesce(geo_city, 'nowhere')", 'web-nowhere'],
    [`round("${price}" / 3)`, 13],
    [`"${price}" in (1, 40)`, true],
    [`not ("${price}" = 40 or geo_city is not null)`, false],
    ['month(event_time) * 100 + day(event_time)', 1230],
    ["length('日本')", 2],
    [`"${price}" / 0`, null],
    ['user_key', 'u1'],
  ];
  for (const [sql, expected] of formulas) {
    it(`compute ${sql}`, async () => {
      const late = { type: 'filter', filters: [{ fid: price, rule: { type: 'range', value: [40, 40] } }] };
      const [row] = await run([
        buys,
        late,
        formula('f', sql),
        { type: 'view', query: [{ op: 'raw', fields: ['f'] }] },
      ]);
      assert.equal(row?.f, expected);
    });
  }

  it('compute formulas over groups', async () => {
    const [row] = await run([
      buys,
      aggregate(
        [],
        [
          measure(`sum("${price}") / count_distinct(user_key)`, 'expr', 'perUser'),
          measure(`count_distinct(if("${price}" > 15, user_key, null))`, 'expr', 'big'),
        ],
      ),
    ]);
    assert.deepEqual(row, { perUser: 50, big: 2 });
  });

  it('page through rows in order', async () => {
    const raw = { type: 'view', query: [{ op: 'raw', fields: [price] }] };
    const rows = await run([buys, raw, sorted(price, 'descending')], { limit: 2, offset: 1 });
    assert.deepEqual(
      rows.map((row) => row[price]),
      [30, 20],
    );
  });

  it('read users and sessions', async () => {
    const users = await run([aggregate(['user_key'], [measure('user_key', 'count')]), sorted('count')], {
      dataset: 'users',
    });
    assert.deepEqual(users, [
      { user_key: 'b', count: 1 },
      { user_key: 'u1', count: 2 },
    ]);
    const sessions = await run([{ type: 'view', query: [{ op: 'raw', fields: ['session_source'] }] }], {
      dataset: 'sessions',
    });
    assert.deepEqual(sessions, [{ session_source: 'google' }]);
  });

  const refused: readonly (readonly [string, readonly object[]])[] = [
    ['FIELD_UNKNOWN', [{ type: 'view', query: [{ op: 'raw', fields: ['nothing; DROP TABLE x'] }] }]],
    [
      'FORMULA_INVALID',
      [formula('f', "read_text('/etc/passwd')"), { type: 'view', query: [{ op: 'raw', fields: ['f'] }] }],
    ],
    [
      'FORMULA_INVALID',
      [formula('f', '(select 1)'), { type: 'view', query: [{ op: 'raw', fields: ['f'] }] }],
    ],
    [
      'FORMULA_INVALID',
      [formula('f', 'platform + 1'), { type: 'view', query: [{ op: 'raw', fields: ['f'] }] }],
    ],
    [
      'FORMULA_INVALID',
      [formula('f', 'sum(event_value)'), { type: 'view', query: [{ op: 'raw', fields: ['f'] }] }],
    ],
    [
      'WALKER_UNSUPPORTED',
      [
        compute('p', 'paint', [{ type: 'newmap', value: {} }]),
        { type: 'view', query: [{ op: 'raw', fields: ['p'] }] },
      ],
    ],
    ['WALKER_UNSUPPORTED', [aggregate([], [measure('platform', 'sum')])]],
  ];
  for (const [code, workflow] of refused) {
    it(`refuse ${JSON.stringify(workflow[0])} as ${code}`, async () => {
      await assert.rejects(
        run(workflow),
        (error: unknown) => error instanceof CodedError && error.code === code,
      );
    });
  }
});
