import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Cell, ResultColumn, ShapedResult } from '../../result/analysis-result.ts';
import { countIn, type EngineRow, numberIn } from '../../result/engine-row.ts';
import { compareText } from '../../result/group-label.ts';
import { rate } from '../../result/round-rate.ts';
import {
  groupWarnings,
  otherRank,
  type ShownGroup,
  seriesGroup,
  shownGroups,
} from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { FunnelBar, FunnelBarChart, FunnelSeries } from './funnel-chart.ts';
import { funnelRows, stepValue } from './funnel-rows.ts';

/** Counts and medians of one group in one bucket or the whole range. */
interface FunnelLine {
  readonly group: ShownGroup;
  readonly counts: readonly number[];
  readonly medians: readonly (number | null)[];
}
type LinesAt = (bucket: number | 'total') => readonly FunnelLine[];

function columnsOf(spec: SpecOf<'funnel'>): readonly ResultColumn[] {
  const names = spec.funnel.steps.map(({ event }, index) => `${index + 1}_${event}`);
  const later = names.slice(1);
  return [
    ...(spec.chart === 'funnel' ? [] : [{ name: 'bucket', type: 'string' as const }]),
    ...(spec.groupBy ?? []).map((_, index) => ({ name: `g${index + 1}`, type: 'string' as const })),
    ...names.map((name) => ({ name, type: 'integer' as const })),
    { name: 'total_conversion_rate', type: 'rate' },
    ...later.map((name) => ({ name: `${name}_rate`, type: 'rate' as const })),
    ...(spec.funnel.medians
      ? later.map((name) => ({ name: `${name}_median_seconds`, type: 'number' as const }))
      : []),
  ];
}

function cellsOf(spec: SpecOf<'funnel'>, { group, counts, medians }: FunnelLine): readonly Cell[] {
  return [
    ...group.labels,
    ...counts,
    rate(counts.at(-1) ?? 0, counts[0] ?? 0),
    ...counts.slice(1).map((count, index) => rate(count, counts[index] ?? 0)),
    ...(spec.funnel.medians ? medians.slice(1) : []),
  ];
}

/** Larger first steps first; equal ones by label, then as the groups are ranked. */
function bySize(a: FunnelLine, b: FunnelLine): number {
  return (
    (b.counts[0] ?? 0) - (a.counts[0] ?? 0) ||
    compareText(a.group.labels.join(' / '), b.group.labels.join(' / ')) ||
    a.group.rank - b.group.rank
  );
}

function linesOf(spec: SpecOf<'funnel'>, rows: readonly EngineRow[], groups: readonly ShownGroup[]): LinesAt {
  const byPlace = new Map(rows.map((row) => [`${row.kind} ${row.rank} ${row.bucket ?? 'total'}`, row]));
  return (bucket) =>
    groups
      .map((group): FunnelLine => {
        const counts = byPlace.get(`${funnelRows.counts} ${group.rank} ${bucket}`);
        const medians = byPlace.get(`${funnelRows.medians} ${group.rank} ${bucket}`);
        const names = spec.funnel.steps.map((_, index) => stepValue(index + 1));
        return {
          group,
          counts: names.map((name) => (counts === undefined ? 0 : countIn(counts, name))),
          medians: names.map((name) => (medians === undefined ? null : numberIn(medians, name))),
        };
      })
      .sort(bySize);
}

const stepName = (
  { event, label }: { readonly event: string; readonly label?: string | undefined },
  index: number,
) => label ?? `${index + 1}_${event}`;

function funnelBars(spec: SpecOf<'funnel'>, line: FunnelLine | undefined): readonly FunnelBar[] {
  if (line === undefined) return [];
  const [first = 0] = line.counts;
  return spec.funnel.steps.map((step, index) => {
    const count = line.counts[index] ?? 0;
    const previous = index === 0 ? null : (line.counts[index - 1] ?? 0);
    return {
      step: index + 1,
      name: stepName(step, index),
      count,
      rateFromPrev: rate(count, previous),
      rateFromFirst: rate(count, first),
      lost: previous === null ? null : Math.max(0, previous - count),
      ...(spec.funnel.medians ? { medianSeconds: line.medians[index] ?? null } : {}),
    };
  });
}

function barChart(spec: SpecOf<'funnel'>, { buckets }: AnalysisContext, linesAt: LinesAt): FunnelBarChart {
  const totals = linesAt('total');
  const byBucket = buckets.map(
    ({ number }) => new Map(linesAt(number).map((line) => [line.group.rank, line])),
  );
  const series = totals.flatMap((total) =>
    spec.funnel.steps.map(
      (step, index): FunnelSeries => ({
        step: index + 1,
        name: stepName(step, index),
        ...seriesGroup(total.group),
        points: byBucket.map((lines) => lines.get(total.group.rank)?.counts[index] ?? 0),
        total: total.counts[index] ?? 0,
        ...(spec.funnel.medians ? { medianSeconds: total.medians[index] ?? null } : {}),
      }),
    ),
  );
  return { x: totals.length === 0 ? [] : buckets.map(({ key }) => key), series };
}

/** The dense result: every bucket for every group, the largest groups of a bucket first, then the whole range. */
export function shapeFunnel(
  spec: SpecOf<'funnel'>,
  context: AnalysisContext,
  rows: readonly EngineRow[],
): ShapedResult {
  const { buckets } = context;
  const values = withOnlyBucket(rows, context, spec);
  const keys = rows.filter((row) => countIn(row, 'kind') === funnelRows.groups);
  const isEmpty = !values.some((row) => countIn(row, stepValue(1)) > 0);
  const hasRest = values.some((row) => countIn(row, 'rank') === otherRank(spec.topN));
  const fieldCount = spec.groupBy?.length ?? 0;
  const groups = isEmpty ? [] : shownGroups(keys, { fieldCount, topN: spec.topN, hasRest });
  const linesAt = linesOf(spec, values, groups);
  const isFunnel = spec.chart === 'funnel';
  const bucketRows = isFunnel
    ? []
    : buckets.flatMap(({ key, number }) => linesAt(number).map((line) => [key, ...cellsOf(spec, line)]));
  const totalRows = linesAt('total').map((line) => [...(isFunnel ? [] : ['Total']), ...cellsOf(spec, line)]);
  const [firstKey] = keys;
  return {
    columns: columnsOf(spec),
    rows: [...bucketRows, ...totalRows],
    chart: isFunnel ? funnelBars(spec, linesAt('total')[0]) : barChart(spec, context, linesAt),
    partialBuckets: buckets.filter(({ partial }) => partial).map(({ key }) => key),
    warnings: groupWarnings(firstKey === undefined ? 0 : countIn(firstKey, stepValue(1)), spec.topN),
  };
}

/** Counts and medians; a range of one bucket is asked for once and is both. */
function withOnlyBucket(
  rows: readonly EngineRow[],
  { buckets }: AnalysisContext,
  spec: SpecOf<'funnel'>,
): readonly EngineRow[] {
  const values = rows.filter((row) => countIn(row, 'kind') !== funnelRows.groups);
  const [only] = buckets;
  if (spec.chart === 'funnel' || buckets.length !== 1 || only === undefined) return values;
  return [...values, ...values.map((row) => ({ ...row, bucket: only.number }))];
}
