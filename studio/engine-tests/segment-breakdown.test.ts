import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import type { EventSeries } from '../analyses/event/event-series.ts';
import { anyName, type KnownNames } from '../fields/known-names.ts';
import { analyze } from '../run/analyze.ts';
import { parseAnalysisSpec } from '../spec/analysis-spec.ts';
import { event, withIds } from '../test-support/corpus.ts';
import { memoryEngine } from '../test-support/memory-engine.ts';

const engine = await memoryEngine({
  events: withIds([
    event('a', 'buy', '2024-03-04T09:00'),
    event('a', 'buy', '2024-03-04T10:00'),
    event('b', 'buy', '2024-03-04T11:00'),
    event('c', 'buy', '2024-03-04T12:00'),
  ]),
  segments: { s1: ['a', 'b', 'gone'], s2: ['b'] },
});
const names: Readonly<Record<string, string>> = { s1: 'VIP "gold"', s2: 'Late' };
const known: KnownNames = { ...anyName, segmentName: (id) => names[id] };
const segment = (name: string) => ({ category: 'segment', name });

async function totalsOf(more: object): Promise<Readonly<Record<string, number | null>>> {
  const spec = parseAnalysisSpec({
    version: 1,
    kind: 'event',
    projectId: 'first',
    appId: 'shop',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-04' },
    event: { metrics: [{ event: 'buy', measure: { type: 'userCount' } }] },
    ...more,
  });
  const calendar = { timeZone: 'UTC', weekStart: 'monday' } as const;
  const { chart } = await analyze(spec, { engine, calendar, known, nowMs: Date.parse('2024-04-01') });
  const { series } = chart as { readonly series: readonly EventSeries[] };
  return Object.fromEntries(series.map(({ group = '', total }) => [group, total]));
}

describe('segments in an analysis', () => {
  it('split its results by name', async () => {
    assert.deepEqual(await totalsOf({ groupBy: [segment('s1')] }), {
      'VIP "gold"': 2,
      '(not in segment)': 1,
    });
  });

  it('split them by several', async () => {
    assert.deepEqual(await totalsOf({ groupBy: [segment('s1'), segment('s2')] }), {
      'VIP "gold" / Late': 1,
      'VIP "gold" / (not in segment)': 1,
      '(not in segment) / (not in segment)': 1,
    });
  });

  it('are named by ids that exist', async () => {
    const refused = (place: string) => (error: unknown) =>
      error instanceof CodedError && error.code === 'SEGMENT_UNKNOWN' && error.details.place === place;
    await assert.rejects(totalsOf({ groupBy: [segment('x')] }), refused('/groupBy/0/name'));
    const filter = { op: 'and', children: [{ segment: ['s1', 'x'], operator: 'in' }] };
    await assert.rejects(totalsOf({ filter }), refused('/filter/children/0/segment/1'));
  });
});
