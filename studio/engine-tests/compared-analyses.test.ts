// A comparison is the same question of another range: its numbers are those of a question of that range alone.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anyName } from '../fields/known-names.ts';
import { QueryDesk } from '../run/query-desk.ts';
import { createExplorations } from '../service/explorations.ts';
import type { CorpusEvent } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const day = 86_400_000;
const firstDay = Date.parse('2026-03-01T00:00:00+09:00');

/** Views and purchases of `users` people on a day, the first `buyers` of them buying a while later and on the next day. */
function dayOf(number: number, users: number, buyers: number): readonly CorpusEvent[] {
  return Array.from({ length: users }, (_, user) => user).flatMap((user): CorpusEvent[] => {
    const ms = firstDay + number * day + user * 60_000;
    const event = (name: string, at: number): CorpusEvent => ({
      id: `${number} ${user} ${name} ${at}`,
      name,
      ms: at,
      pseudo: `u${number % 3}-${user}`,
      session: `${number}`,
      columns: { platform: user % 2 === 0 ? 'Web' : 'iOS' },
    });
    if (user >= buyers) return [event('view', ms)];
    return [event('view', ms), event('buy', ms + 90_000), event('buy', ms + day)];
  });
}

const corpus = {
  events: Array.from({ length: 20 }, (_, number) => dayOf(number, 3 + (number % 5), 1 + (number % 3))).flat(),
};
const engine = await memoryEngine(corpus);
const clock = { now: () => firstDay + 60 * day, monotonic: () => 0 };
const explorations = createExplorations({
  warehouse: {
    metadata: () => Promise.reject(new Error('no counts are made here')),
  },
  desk: new QueryDesk({ clock, slots: 1 }),
  engineNamed: async () => engine,
  timeoutMs: 30_000,
  appOf: (appId) => ({ appId, projectId: 'first', timeZone: 'Asia/Tokyo', weekStart: 'monday' }),
  knownNames: async () => anyName,
  clock,
});

const view = { event: 'view' };
const buy = { event: 'buy' };
const platform = { category: 'event_outer', name: 'platform', type: 'string' };
const kinds = {
  event: {
    kind: 'event',
    event: { metrics: [{ ...view, measure: { type: 'userCount' } }] },
    groupBy: [platform],
  },
  funnel: {
    kind: 'funnel',
    funnel: {
      metric: 'userCount',
      steps: [view, buy],
      window: { type: 'custom', seconds: 600 },
      medians: true,
    },
    chart: 'bar',
  },
  'grouped funnel': {
    kind: 'funnel',
    funnel: { metric: 'eventCount', steps: [view, buy], window: { type: 'sameDay' } },
    groupBy: [platform],
    chart: 'bar',
  },
  retention: { kind: 'retention', retention: { pairs: [{ start: view, revisit: buy }], cohort: 'each' } },
  'retention of the first day': {
    kind: 'retention',
    retention: { pairs: [{ start: view, revisit: buy }], cohort: 'first' },
  },
  attribution: {
    kind: 'attribution',
    attribution: {
      goal: { ...buy, value: { type: 'count' } },
      touchpoints: [view],
      window: { type: 'custom', seconds: 2 * 86_400 },
      model: { type: 'linear' },
    },
  },
} as const;
const spec = (options: object, start: string, end: string) => ({
  version: 1,
  projectId: 'first',
  appId: 'shop',
  time: { type: 'fixed', start, end },
  granularity: 'day',
  ...options,
});
const scopes = [
  [{ type: 'previous' }, '2026-03-07', '2026-03-11'],
  [{ type: 'week' }, '2026-03-05', '2026-03-09'],
  [
    { type: 'custom', time: { type: 'fixed', start: '2026-03-01', end: '2026-03-03' } },
    '2026-03-01',
    '2026-03-03',
  ],
] as const;

describe('an analysis with comparison', () => {
  for (const [name, options] of Object.entries(kinds)) {
    for (const [compare, start, end] of scopes) {
      it(`${name} has the numbers of both ranges: ${JSON.stringify(compare)}`, async () => {
        const now = spec(options, '2026-03-12', '2026-03-16');
        const both = await explorations.explore({ spec: now, compare });
        const [alone, before] = await Promise.all([
          explorations.explore({ spec: now }),
          explorations.explore({ spec: spec(options, start, end) }),
        ]);
        assert.ok(before.result.rows.length > 0);
        const numbers = ({ rows, chart, totals }: typeof alone.result) => ({ rows, chart, totals });
        assert.deepEqual(numbers(both.result), numbers(alone.result));
        assert.ok(both.compared);
        assert.deepEqual(numbers(both.compared), numbers(before.result));
        assert.notDeepEqual(numbers(both.compared), numbers(both.result));
      });
    }
  }

  const cells = [
    ['funnel', { step: 2 }],
    ['funnel', { step: 2, lost: true }],
    ['retention of the first day', { pair: 0, cohort: '2026-03-05' }],
    ['attribution', { type: 'triggers', touchpoint: 0 }],
    ['event', { metric: 0, group: ['iOS'] }],
  ] as const;
  for (const [name, cell] of cells) {
    it(`opens a number of the compared range: ${name} ${JSON.stringify(cell)}`, async () => {
      const options = kinds[name];
      const page = { cell, limit: 1_000 };
      const compare = { type: 'week' };
      const now = spec(options, '2026-03-12', '2026-03-16');
      const compared = await explorations.drill({ ...page, spec: now, compare });
      const alone = await explorations.drill({ ...page, spec: spec(options, '2026-03-05', '2026-03-09') });
      assert.ok(alone.total > 0);
      assert.deepEqual(compared, alone);
    });
  }
});
