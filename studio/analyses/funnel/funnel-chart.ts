import type { GroupKey } from '../../drill/group-key.ts';

/** One bar of the funnel-shaped chart. */
export interface FunnelBar {
  /** From 1. */
  readonly step: number;
  readonly name: string;
  readonly count: number;
  /** Of the step before; null for the first step and after a step that nobody reached. */
  readonly rateFromPrev: number | null;
  readonly rateFromFirst: number | null;
  /** Those of the step before who did not come here, at least 0; null for the first step. */
  readonly lost: number | null;
  /** Median seconds from the step before; absent unless asked for. */
  readonly medianSeconds?: number | null;
}

/** One step of one group over the buckets. */
export interface FunnelSeries {
  /** From 1. */
  readonly step: number;
  readonly name: string;
  /** Label of the group; absent without grouping. */
  readonly group?: string;
  /** The group as the engine has it; absent without grouping. */
  readonly key?: GroupKey;
  /** One count a bucket. */
  readonly points: readonly number[];
  /** Over the whole range, counted anew. */
  readonly total: number;
  /** Median seconds from the step before, over the whole range; absent unless asked for. */
  readonly medianSeconds?: number | null;
}

/** Chart of a funnel by buckets: the bars of each group over the whole range, and every step over the buckets. */
export interface FunnelBarChart {
  readonly x: readonly string[];
  readonly series: readonly FunnelSeries[];
}
