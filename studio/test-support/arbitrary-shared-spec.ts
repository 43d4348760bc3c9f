import fc from 'fast-check';
import type { TimeScope } from '../spec/time-scope.ts';
import { arbitraryMs, type CorpusPlace, segmentIds } from './arbitrary-corpus.ts';
import { arbitraryField, maybeFilter } from './arbitrary-filter.ts';

function fixedScope({ day }: CorpusPlace): fc.Arbitrary<TimeScope> {
  return fc.tuple(fc.constantFrom(-8, -1, 0, 0), fc.constantFrom(0, 0, 1, 2, 8)).map(([start, end]) => ({
    type: 'fixed' as const,
    start: day.add({ days: start }).toString(),
    end: day.add({ days: end }).toString(),
  }));
}

const relativeScope: fc.Arbitrary<TimeScope> = fc.record(
  {
    type: fc.constant('relative' as const),
    lastN: fc.constantFrom(1, 2, 3),
    unit: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
    complete: fc.constantFrom(true, false),
  },
  { requiredKeys: ['type', 'lastN', 'unit'] },
);

/** Ranges near the corpus's middle: fixed days, and the last units before `asOf`. */
export function arbitraryScope(place: CorpusPlace): fc.Arbitrary<TimeScope> {
  return fc.oneof({ weight: 3, arbitrary: fixedScope(place) }, { weight: 1, arbitrary: relativeScope });
}

/** What every kind's spec has, as JSON: version, app, range, moment, granularity (no hours), global filter. */
export function arbitraryShared(place: CorpusPlace) {
  return fc
    .record({
      time: arbitraryScope(place),
      asOfMs: arbitraryMs(place),
      granularity: fc.constantFrom('day', 'day', 'week', 'month'),
      global: maybeFilter,
    })
    .map(({ asOfMs, global, ...rest }) => ({
      version: 1,
      projectId: 'first',
      appId: 'shop',
      ...rest,
      asOf: new Date(asOfMs).toISOString(),
      ...global,
    }));
}

const segmentField = fc
  .constantFrom(...segmentIds)
  .map((name) => ({ category: 'segment' as const, name, type: 'string' as const }));

/** Grouping by 0 to 2 fields, and a small number of shown groups. */
export const arbitraryGrouping = fc
  .record({
    groupBy: fc.uniqueArray(
      fc.oneof({ weight: 9, arbitrary: arbitraryField }, { weight: 1, arbitrary: segmentField }),
      {
        maxLength: 2,
        selector: ({ name, type }) => `${name} ${type}`,
      },
    ),
    topN: fc.constantFrom(1, 2, 50),
  })
  .map(({ groupBy, topN }) => (groupBy.length === 0 ? { topN } : { topN, groupBy }));
