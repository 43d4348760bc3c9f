import type { AnalysisContext } from '../../base/analysis-context.ts';
import { compareText } from '../../result/group-label.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { EventSpec, Measure } from '../../spec/event-spec.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { distinct, type FieldValue, groupedBy, OracleEvents } from './oracle-events.ts';
import { bucketKeyOf } from './oracle-time.ts';

/** One line of the answer. */
export interface OracleSeries {
  readonly name: string;
  readonly group?: string;
  readonly points: readonly (number | null)[];
  readonly total: number | null;
}

const keyText = (value: FieldValue): string | null => (value === null ? null : String(value));
const label = (value: string | null) => (value === null ? '(not set)' : value === '' ? '(empty)' : value);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function percentile(values: readonly number[], p: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const place = ((sorted.length - 1) * p) / 100;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  if (low === undefined || high === undefined) return null;
  const share = place - Math.floor(place);
  // As engines weigh the two, to the last bit: groups that tie here must tie there, or another one is the top one.
  return low * (1 - share) + high * share;
}

/** A measure in the words of explorations 2.2. */
function measured(oracle: OracleEvents, measure: Measure, events: readonly CorpusEvent[]): number | null {
  const users = distinct(events.map((event) => oracle.userKey(event)));
  const values = 'field' in measure ? events.map((event) => oracle.field(event, measure.field)) : [];
  const present = values.filter((value) => value !== null);
  const numbers = present.map(Number);
  switch (measure.type) {
    case 'eventCount':
      return events.length;
    case 'userCount':
      return users.length;
    case 'countDistinct':
      return distinct(present).length;
    case 'sum':
      return sum(numbers);
    case 'min':
      return numbers.length === 0 ? null : Math.min(...numbers);
    case 'max':
      return numbers.length === 0 ? null : Math.max(...numbers);
    case 'avg':
      return numbers.length === 0 ? null : sum(numbers) / numbers.length;
    case 'median':
      return percentile(numbers, 50);
    case 'percentile':
      return percentile(numbers, measure.p);
    case 'eventsPerUser':
      return users.length === 0 ? null : events.length / users.length;
    case 'sumPerUser': {
      const withValue = events.filter((event) => oracle.field(event, measure.field) !== null);
      const count = distinct(withValue.map((event) => oracle.userKey(event))).length;
      return count === 0 ? null : sum(numbers) / count;
    }
  }
}

/** Event analysis over arrays: the series that the result's chart must have. */
export function eventOracle(
  corpus: Corpus,
  spec: SpecOf<'event'>,
  context: AnalysisContext,
): readonly OracleSeries[] {
  const oracle = new OracleEvents(corpus);
  const base = oracle.within(context.range).filter((event) => oracle.holds(event, spec.filter));
  const matched = spec.event.metrics.map((metric) =>
    base.filter((event) => event.name === metric.event && oracle.holds(event, metric.filter)),
  );
  if (matched.every((events) => events.length === 0)) return [];
  const fields = spec.groupBy ?? [];
  const keyOf = (event: CorpusEvent) =>
    JSON.stringify(fields.map((field) => keyText(oracle.field(event, field))));
  const labelOf = (key: string) => (JSON.parse(key) as (string | null)[]).map(label).join(' / ');
  const shown = rankedKeys(oracle, spec, { matched, keyOf, labelOf }).slice(0, spec.topN);
  const groups = fields.length === 0 ? [null] : [...shown, 'other'];
  const hasOther = matched.some((events) => events.some((event) => !shown.includes(keyOf(event))));
  return spec.event.metrics.flatMap((metric, index) =>
    groups
      .filter((group) => group !== 'other' || hasOther)
      .map((group): OracleSeries => {
        const events = (matched[index] ?? []).filter((event) => {
          if (group === null) return true;
          return group === 'other' ? !shown.includes(keyOf(event)) : keyOf(event) === group;
        });
        const byBucket = groupedBy(events, ({ ms }) => bucketKeyOf(ms, spec.granularity, context.calendar));
        const points = context.buckets.map(({ key }) =>
          measured(oracle, metric.measure, byBucket.get(key) ?? []),
        );
        const total = measured(oracle, metric.measure, events);
        const name = metric.label ?? `${index + 1}_${metric.event}`;
        if (group === null) return { name, points, total };
        const other = fields.map(() => '(other)').join(' / ');
        return { name, group: group === 'other' ? other : labelOf(group), points, total };
      }),
  );
}

interface Keys {
  readonly matched: readonly (readonly CorpusEvent[])[];
  readonly keyOf: (event: CorpusEvent) => string;
  readonly labelOf: (key: string) => string;
}

/** Keys of all metrics: by the first metric's value downwards, those without one last, ties by label, then by raw value. */
function rankedKeys(oracle: OracleEvents, spec: SpecOf<'event'>, keys: Keys): readonly string[] {
  const [first] = spec.event.metrics as EventSpec['metrics'];
  const firstEvents = keys.matched[0] ?? [];
  const ranked = distinct(keys.matched.flat().map(keys.keyOf)).map((key) => {
    const events = firstEvents.filter((event) => keys.keyOf(event) === key);
    const value = events.length === 0 || first === undefined ? null : measured(oracle, first.measure, events);
    return { key, value, label: keys.labelOf(key) };
  });
  const rawOrder = (key: string) =>
    (JSON.parse(key) as (string | null)[]).map((part) => (part === null ? '0' : `1${part}`)).join('\u0000');
  return ranked
    .sort((a, b) => {
      if (a.value !== b.value) {
        if (a.value === null) return 1;
        if (b.value === null) return -1;
        return b.value - a.value;
      }
      return compareText(a.label, b.label) || compareText(rawOrder(a.key), rawOrder(b.key));
    })
    .map(({ key }) => key);
}
