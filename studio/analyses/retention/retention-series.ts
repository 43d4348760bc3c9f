import type { GroupKey } from '../../drill/group-key.ts';

/** `pair` of the rows that name the groups. */
export const groupPair = 0;

/** One cohort of a pair and group: a line of the chart, a row of the heat map. */
export interface RetentionSeries {
  /** The pair's label, or `<index>_<start event>`. */
  readonly name: string;
  /** Label of the group; absent without grouping. */
  readonly group?: string;
  /** The group as the engine has it; absent without grouping. */
  readonly key?: GroupKey;
  /** Key of the bucket whose users are followed. */
  readonly cohort: string;
  readonly cohortUsers: number;
  /** Rates at the places of `x`, of those who stayed or left as the spec asks; null where there is none or it is still to come. */
  readonly points: readonly (number | null)[];
  /** Users retained at the places of `x`; null where the time is still to come. */
  readonly users: readonly (number | null)[];
}

/** Chart of a retention analysis. */
export interface RetentionChart {
  /** Keys of the buckets; where each bucket has its cohort, `D0`, `D1`, … (`W`, `M`). */
  readonly x: readonly string[];
  readonly series: readonly RetentionSeries[];
}
