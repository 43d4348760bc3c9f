import fc from 'fast-check';
import type { SegmentCondition, SegmentMetric } from '../segments/segment-condition.ts';
import { metricOperators } from '../segments/segment-condition.ts';
import type { SegmentRange } from '../segments/segment-range.ts';
import type { SegmentCriteria } from '../segments/segment-spec.ts';
import { dayStartMs } from '../time/zone-clock.ts';
import { type CorpusPlace, eventNames, numbers, segmentIds } from './arbitrary-corpus.ts';
import { arbitraryField, arbitraryFilter, numberFields } from './arbitrary-filter.ts';
import type { Corpus } from './corpus.ts';

const hourMs = 3_600_000;
const preset = '_user_engagement';

/** Turns some events into a preset one, which direct sequences pass over unless they name it. */
export function withPresets(corpus: Corpus): fc.Arbitrary<Corpus> {
  return fc
    .array(fc.constantFrom(false, false, true), {
      minLength: corpus.events.length,
      maxLength: corpus.events.length,
    })
    .map((isPreset) => ({
      ...corpus,
      events: corpus.events.map((event, index) => (isPreset[index] ? { ...event, name: preset } : event)),
    }));
}

/** Starts of runs, near the middle of the corpus. */
export function arbitraryAsOfMs({ calendar, day }: CorpusPlace): fc.Arbitrary<number> {
  const middle = dayStartMs(day, calendar.timeZone);
  return fc
    .tuple(fc.constantFrom(0, 1, 2, 8), fc.constantFrom(-1, 0, 1, 12 * hourMs, 23 * hourMs))
    .map(([days, ms]) => middle + days * 24 * hourMs + ms);
}

function arbitraryRange({ day }: CorpusPlace): fc.Arbitrary<SegmentRange | undefined> {
  const dates = fc.constantFrom(-1, 0, 1, 2).map((days) => day.add({ days }).toString());
  const times = fc.constantFrom('T00:00', 'T00:30', 'T01:30:00.001', 'T02:00Z', 'T02:30+01:00');
  const moments = fc.oneof(
    dates,
    fc.tuple(dates, times).map(([date, time]) => `${date}${time}`),
  );
  // Ends lie a week later, so that every pair is in order.
  const later = fc.tuple(moments, fc.constantFrom(0, 1, 7)).map(([moment, days]) => {
    const [date = '', time] = moment.split('T');
    const end = Temporal.PlainDate.from(date).add({ days: days + 4 });
    return time === undefined ? end.toString() : `${end}T${time}`;
  });
  const units = fc.constantFrom('second', 'minute', 'hour', 'day', 'week', 'month', 'year');
  return fc.oneof(
    fc.constant(undefined),
    fc.record({ type: fc.constant('fixed'), start: dates, end: dates }).map(({ start, end, ...range }) => ({
      ...range,
      start: start < end ? start : end,
      end: start < end ? end : start,
    })),
    fc.record({ type: fc.constant('fixed'), start: moments, end: later }),
    fc.record({ type: fc.constant('relative'), lastN: fc.constantFrom(1, 2, 3, 10), unit: units }),
  ) as fc.Arbitrary<SegmentRange | undefined>;
}

const ref = fc
  .record({
    event: fc.constantFrom(...eventNames, preset),
    filter: fc.option(arbitraryFilter, { nil: undefined, freq: 2 }),
  })
  .map(({ event, filter }) => (filter === undefined ? { event } : { event, filter }));

const numeric = fc.constantFrom(...numberFields);
const metric = fc.oneof(
  fc.constantFrom(
    { type: 'total' },
    { type: 'timesPerDay' },
    { type: 'consecutiveDays' },
    { type: 'daysHavingEvent' },
  ),
  fc.record({ type: fc.constantFrom('sum', 'min', 'max', 'avg'), field: numeric }),
  fc.record({ type: fc.constant('countDistinct'), field: arbitraryField }),
) as fc.Arbitrary<SegmentMetric>;

/** Small values, so that they are met about as often as not. */
function comparison(of: SegmentMetric) {
  const plain = of.type === 'sum' || of.type === 'avg' || of.type === 'min' || of.type === 'max';
  const value = plain ? fc.constantFrom(...numbers) : fc.constantFrom(0, 1, 1, 2, 2, 3, 1.5);
  return fc
    .record({ operator: fc.constantFrom(...metricOperators), values: fc.tuple(value, value) })
    .map(({ operator, values: [a, b] }) => ({
      operator,
      value: operator !== 'between' ? [a] : a <= b ? [a, b] : [b, a],
    }));
}

const userEvent = metric.chain((of) =>
  fc
    .record({ done: fc.boolean(), event: ref, compared: comparison(of) })
    .map(({ compared, ...rest }) => ({ type: 'userEvent', metric: of, ...rest, ...compared })),
);
const sequence = fc.record({
  type: fc.constant('sequence'),
  done: fc.constant(true),
  events: fc.array(ref, { minLength: 2, maxLength: 3 }),
  inOneSession: fc.boolean(),
  direct: fc.boolean(),
});
const attribute = fc
  .constantFrom(
    { field: { category: 'user', name: 'plan', type: 'string' }, operator: '=', value: ['pro'] },
    { field: { category: 'user', name: 'plan', type: 'string' }, operator: '!=', value: ['free'] },
    { field: { category: 'user', name: 'plan', type: 'string' }, operator: 'is_null' },
    { field: { category: 'user', name: 'plan', type: 'string' }, operator: 'not_contains', value: ['r', ''] },
    { field: { category: 'user', name: 'age', type: 'number' }, operator: '>=', value: [1] },
    { field: { category: 'user', name: 'age', type: 'int' }, operator: 'between', value: [0, 2] },
    {
      field: { category: 'user_outer', name: 'user_id', type: 'string' },
      operator: 'in',
      value: ['U1', 'p3'],
    },
    { field: { category: 'user_outer', name: 'first_visit_date', type: 'string' }, operator: 'is_not_null' },
  )
  .chain((condition) => fc.boolean().map((has) => ({ type: 'userAttribute', has, ...condition })));
const inSegment = fc.record({
  type: fc.constant('inSegment'),
  in: fc.boolean(),
  segmentId: fc.constantFrom(...segmentIds, 'never made'),
});
const condition = fc.oneof(
  { weight: 4, arbitrary: userEvent },
  { weight: 2, arbitrary: sequence },
  { weight: 1, arbitrary: attribute },
  { weight: 1, arbitrary: inSegment },
) as fc.Arbitrary<SegmentCondition>;

const op = fc.constantFrom('and' as const, 'or' as const);
const some = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: 1, maxLength: 2 });

/** Criteria of every kind, one or two of each level. */
export function arbitraryCriteria(place: CorpusPlace): fc.Arbitrary<SegmentCriteria> {
  const group = fc
    .record({
      op,
      filters: some(fc.record({ op, conditions: some(condition) })),
      range: arbitraryRange(place),
    })
    .map(({ range, ...rest }) => (range === undefined ? rest : { ...rest, range }));
  return fc.record({ op, groups: some(group) });
}
