import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn } from '../../result/engine-row.ts';
import { rate, roundRate } from '../../result/round-rate.ts';
import {
  groupWarnings,
  otherRank,
  type ShownGroup,
  seriesGroup,
  shownGroups,
} from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { Bucket } from '../../time/buckets.ts';
import { groupPair, type RetentionSeries } from './retention-series.ts';

/** One cohort of one pair and group. */
interface CohortLine {
  readonly name: string;
  readonly group: ShownGroup;
  readonly cohort: Bucket;
  readonly size: number;
  readonly cells: readonly CohortCell[];
}
interface CohortCell {
  readonly bucket: Bucket;
  readonly offset: number;
  /** Null when the bucket is still to come. */
  readonly retained: number | null;
  readonly rate: number | null;
}

function columnsOf(spec: SpecOf<'retention'>): readonly ResultColumn[] {
  return [
    { name: 'pair', type: 'string' },
    ...(spec.groupBy ?? []).map((_, index) => ({ name: `g${index + 1}`, type: 'string' as const })),
    { name: 'cohort_bucket', type: 'date' },
    { name: 'bucket', type: 'date' },
    { name: 'offset', type: 'integer' },
    { name: 'cohort_users', type: 'integer' },
    { name: 'retained_users', type: 'integer' },
    { name: 'rate', type: 'rate' },
  ];
}

/** Share of a cohort that stayed, or that left. */
function rateOf(retained: number | null, size: number, { retention }: SpecOf<'retention'>): number | null {
  if (retained === null || size === 0) return null;
  return retention.show === 'retention' ? rate(retained, size) : roundRate((size - retained) / size);
}

/** Every cohort of every pair and group, dense in its buckets. */
function linesOf(
  spec: SpecOf<'retention'>,
  context: AnalysisContext,
  answer: { readonly rows: readonly EngineRow[]; readonly groups: readonly ShownGroup[] },
): readonly CohortLine[] {
  const { buckets, range, asOfMs } = context;
  const values = new Map(
    answer.rows.map((row) => [
      `${row.pair} ${row.rank} ${row.cohort} ${row.bucket ?? 'size'}`,
      numberIn(row, 'value'),
    ]),
  );
  const isToCome = ({ startMs }: Bucket) => Math.max(startMs, range.fromMs) > asOfMs;
  const cohorts = spec.retention.cohort === 'first' ? buckets.slice(0, 1) : buckets;
  return spec.retention.pairs.flatMap(({ start, label }, pairIndex) =>
    answer.groups.flatMap((group) =>
      cohorts.map((cohort, index): CohortLine => {
        const valueAt = (bucket: number | 'size') =>
          values.get(`${pairIndex + 1} ${group.rank} ${cohort.number} ${bucket}`) ?? 0;
        const size = valueAt('size');
        const cells = buckets.slice(index).map((bucket, offset): CohortCell => {
          const retained = isToCome(bucket) ? null : valueAt(bucket.number);
          return { bucket, offset, retained, rate: rateOf(retained, size, spec) };
        });
        return { name: label ?? `${pairIndex + 1}_${start.event}`, group, cohort, size, cells };
      }),
    ),
  );
}

function seriesOf({ name, group, cohort, size, cells }: CohortLine): RetentionSeries {
  return {
    name,
    ...seriesGroup(group),
    cohort: cohort.key,
    cohortUsers: size,
    points: cells.map((cell) => cell.rate),
    users: cells.map((cell) => cell.retained),
  };
}

function axisOf(spec: SpecOf<'retention'>, { buckets }: AnalysisContext): readonly string[] {
  if (spec.retention.cohort === 'first') return buckets.map(({ key }) => key);
  return buckets.map((_, offset) => `${spec.granularity.slice(0, 1).toUpperCase()}${offset}`);
}

/** The dense result: every bucket from the cohort's own on, for every pair, group and cohort. */
export function shapeRetention(
  spec: SpecOf<'retention'>,
  context: AnalysisContext,
  rows: readonly EngineRow[],
): ShapedResult {
  const values = rows.filter((row) => countIn(row, 'pair') !== groupPair);
  const keys = rows.filter((row) => countIn(row, 'pair') === groupPair);
  const hasRest = values.some((row) => countIn(row, 'rank') === otherRank(spec.topN));
  const fieldCount = spec.groupBy?.length ?? 0;
  const groups = values.length === 0 ? [] : shownGroups(keys, { fieldCount, topN: spec.topN, hasRest });
  const lines = linesOf(spec, context, { rows: values, groups });
  const [firstKey] = keys;
  return {
    columns: columnsOf(spec),
    rows: lines.flatMap(({ name, group, cohort, size, cells }) =>
      cells.map(({ bucket, offset, retained, rate: share }): readonly Cell[] => [
        name,
        ...group.labels,
        cohort.key,
        bucket.key,
        offset,
        size,
        retained,
        share,
      ]),
    ),
    chart: { x: lines.length === 0 ? [] : axisOf(spec, context), series: lines.map(seriesOf) },
    partialBuckets: context.buckets.filter(({ partial }) => partial).map(({ key }) => key),
    warnings: groupWarnings(firstKey === undefined ? 0 : countIn(firstKey, 'value'), spec.topN),
  };
}
