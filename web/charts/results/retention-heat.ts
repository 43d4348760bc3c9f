import type { AnalysisResult, RetentionChart, RetentionSeries } from '@millstream/studio/spec';

/** All cohorts together at each place of the axis: retained users of those that have a cell, by their sizes. */
export function weightedRates(
  series: readonly RetentionSeries[],
  show: 'retention' | 'attrition',
): readonly (number | null)[] {
  const length = Math.max(0, ...series.map(({ users }) => users.length));
  return Array.from({ length }, (_, index) => {
    const known = series.filter(({ users }) => typeof users[index] === 'number');
    const size = known.reduce((sum, { cohortUsers }) => sum + cohortUsers, 0);
    if (size === 0) return null;
    const stayed = known.reduce((sum, { users }) => sum + (users[index] ?? 0), 0);
    return show === 'retention' ? stayed / size : (size - stayed) / size;
  });
}

/** Keys of the buckets of a result with a cohort each: those of the cohorts themselves. */
export function bucketKeys({ chart, spec }: AnalysisResult): readonly string[] {
  const { x, series } = chart as RetentionChart;
  if (spec.kind !== 'retention' || spec.retention.cohort === 'first') return x;
  return [...new Set(series.map(({ cohort }) => cohort))].sort();
}

/** Number of each series' pair: as often as the spec has pairs, in the answer's order. */
export function pairOf(result: AnalysisResult, index: number): number {
  const { series } = result.chart as RetentionChart;
  const pairs = result.spec.kind === 'retention' ? result.spec.retention.pairs.length : 1;
  return Math.floor(index / Math.max(1, series.length / pairs));
}
