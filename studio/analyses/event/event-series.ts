import type { SpecOf } from '../../spec/analysis-spec.ts';

/** Name of a metric's series: its label, or `<index>_<event>`. */
export function seriesName(spec: SpecOf<'event'>, index: number): string {
  const metric = spec.event.metrics[index];
  return metric?.label ?? `${index + 1}_${metric?.event ?? ''}`;
}

/** Rank of the groups that are not shown one by one. */
export const otherRank = (topN: number): number => topN + 1;
