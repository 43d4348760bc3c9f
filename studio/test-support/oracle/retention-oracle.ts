import type { AnalysisContext } from '../../base/analysis-context.ts';
import { roundRate } from '../../result/round-rate.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { FieldRef } from '../../spec/field-ref.ts';
import type { Corpus, CorpusEvent } from '../corpus.ts';
import { distinct, type FieldValue, OracleEvents } from './oracle-events.ts';
import { groupKeyOf, oracleGroups, rankedKeys } from './oracle-groups.ts';
import { bucketKeyOf, localTimeOf } from './oracle-time.ts';

/** A start or revisit event as retention sees it. */
interface Visit {
  readonly user: string;
  readonly ms: number;
  readonly bucket: string;
  readonly key: string;
  /** Associated value; undefined when the pair has none. */
  readonly value: FieldValue | undefined;
}
type Row = readonly (string | number | null)[];
type Side = SpecOf<'retention'>['retention']['pairs'][number]['start'];

function visitsOf(
  corpus: Corpus,
  spec: SpecOf<'retention'>,
  context: AnalysisContext,
): (side: Side) => readonly Visit[] {
  const oracle = new OracleEvents(corpus);
  const base = oracle.within(context.range).filter((event) => oracle.holds(event, spec.filter));
  const associated = (event: CorpusEvent, field: FieldRef | undefined) =>
    field === undefined ? undefined : oracle.field(event, field);
  return (side) =>
    base
      .filter((event) => event.name === side.event && oracle.holds(event, side.filter))
      .map((event) => ({
        user: oracle.userKey(event),
        ms: event.ms,
        bucket: bucketKeyOf(event.ms, spec.granularity, context.calendar),
        key: groupKeyOf(oracle, spec.groupBy ?? [], event),
        value: associated(event, side.associate),
      }));
}

/** Whether a revisit belongs to a start: same user, same group, equal values that exist, and later where that is asked. */
function belongs(revisit: Visit, start: Visit, strictAfter: boolean): boolean {
  return (
    revisit.user === start.user &&
    revisit.key === start.key &&
    (start.value === undefined || (start.value !== null && start.value === revisit.value)) &&
    (!strictAfter || revisit.ms > start.ms)
  );
}

const userCount = (visits: readonly Visit[]) => distinct(visits.map(({ user }) => user)).length;

/** First local instant of a bucket, or of the range where that clips it. */
function beginsAt(key: string, { range, calendar }: AnalysisContext): number {
  let ms = range.fromMs;
  const date = (at: number) => localTimeOf(at, calendar.timeZone).toPlainDate().toString();
  while (date(ms) < key)
    ms = localTimeOf(ms, calendar.timeZone).add({ days: 1 }).startOfDay().epochMilliseconds;
  return ms;
}

/** Retention over arrays: the rows that the result must have. */
export function retentionOracle(
  corpus: Corpus,
  spec: SpecOf<'retention'>,
  context: AnalysisContext,
): readonly Row[] {
  const { pairs, cohort, strictAfter, show } = spec.retention;
  const visits = visitsOf(corpus, spec, context);
  const keys = context.buckets.map(({ key }) => key);
  const cohortKeys = cohort === 'first' ? keys.slice(0, 1) : keys;
  const starts = pairs.map((pair) => visits(pair.start).filter(({ bucket }) => cohortKeys.includes(bucket)));
  if (starts.every((list) => list.length === 0)) return [];
  const fields = spec.groupBy ?? [];
  const sizes = new Map(
    distinct(starts.flat().map(({ key }) => key)).map((key) => {
      const users = userCount((starts[0] ?? []).filter((start) => start.key === key));
      return [key, users === 0 ? null : users] as const;
    }),
  );
  const groups = oracleGroups(rankedKeys(sizes), fields, spec.topN);
  return pairs.flatMap((pair, index) =>
    groups.flatMap(({ labels, holds }) =>
      cohortKeys.flatMap((cohortKey, first) => {
        const chosen = (starts[index] ?? []).filter(({ key, bucket }) => holds(key) && bucket === cohortKey);
        const size = userCount(chosen);
        return keys.slice(first).map((bucketKey, offset): Row => {
          const isToCome = beginsAt(bucketKey, context) > context.asOfMs;
          const back = visits(pair.revisit).filter(
            (revisit) =>
              revisit.bucket === bucketKey && chosen.some((start) => belongs(revisit, start, strictAfter)),
          );
          const retained = isToCome ? null : userCount(back);
          const share =
            retained === null || size === 0
              ? null
              : (show === 'retention' ? retained : size - retained) / size;
          const name = pair.label ?? `${index + 1}_${pair.start.event}`;
          const rounded = share === null ? null : roundRate(share);
          return [name, ...labels, cohortKey, bucketKey, offset, size, retained, rounded];
        });
      }),
    ),
  );
}
