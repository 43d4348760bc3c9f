import type { GroupKey } from '../../drill/group-key.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';

/** One line of an event analysis. */
export interface EventSeries {
  readonly name: string;
  /** Label of the group; absent without grouping. */
  readonly group?: string;
  /** The group as the engine has it; absent without grouping. */
  readonly key?: GroupKey;
  /** One value a bucket. */
  readonly points: readonly (number | null)[];
  /** Over the whole range, counted anew. */
  readonly total: number | null;
}

/** Name of a metric's series: its label, or `<index>_<event>`. */
export function seriesName(spec: SpecOf<'event'>, index: number): string {
  const metric = spec.event.metrics[index];
  return metric?.label ?? `${index + 1}_${metric?.event ?? ''}`;
}
