import type { ResultMark } from './result-mark.ts';

/** One bar: a step of a group. */
export interface FunnelBarView {
  readonly id: string;
  readonly count: number;
  /** Height of what was reached and lost, shares of the tallest bar. */
  readonly reached: number;
  readonly lost: number;
  readonly colour: string;
  readonly reachedMark: ResultMark;
  readonly lostMark: ResultMark | null;
  /** Above the bar: "4,210 · 62.4%". */
  readonly label: string;
}

/** One step with the bars of its groups. */
export interface FunnelStepView {
  readonly name: string;
  readonly bars: readonly FunnelBarView[];
  /** Between this step and the one before: "→ 71.2% · median 3 m 07 s". */
  readonly between: string | null;
}
