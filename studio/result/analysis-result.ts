import type { EngineName } from '../dialects/dialect.ts';
import type { AnalysisSpec } from '../spec/analysis-spec.ts';

/** One value of a result's table. */
export type Cell = string | number | null;

/** A column of a result's table. Values of type `rate` are rounded half up to 4 places; no others are rounded. */
export interface ResultColumn {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'rate' | 'date' | 'datetime';
}

/** What a planner makes of an engine's rows. */
export interface ShapedResult {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Shape per kind of analysis. */
  readonly chart: unknown;
  readonly totals?: Readonly<Record<string, number | null>>;
  /** Keys of buckets that are clipped or were not over. */
  readonly partialBuckets: readonly string[];
  readonly warnings: readonly string[];
}

/** The answer to an analysis. */
export interface AnalysisResult extends ShapedResult {
  readonly spec: AnalysisSpec;
  /** ISO instant the analysis was made for. */
  readonly asOf: string;
  readonly timezone: string;
  readonly engine: EngineName;
  readonly elapsedMs: number;
  readonly sql: readonly string[];
}
