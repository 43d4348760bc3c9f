import type { CodedError } from '@millstream/core';
import type { ChartType, Texts } from '@millstream/reporting';
import type { EngineName } from '../dialects/dialect.ts';
import type { ShapedResult } from '../result/analysis-result.ts';
import type { LifecycleRequest } from './lifecycle-request.ts';
import type { Freshness } from './shapes/freshness.ts';

/** One visual: its result, or why it has none while the others do. */
export type VisualOutcome =
  | { readonly kind: 'result'; readonly result: ShapedResult }
  | { readonly kind: 'failed'; readonly error: ReturnType<CodedError['toJSON']> };

/** A visual of the answer. */
export interface ReadVisual {
  readonly id: string;
  readonly titles: Texts;
  readonly chart: ChartType;
  readonly outcome: VisualOutcome;
}

/** Sections of a sheet of the answer. */
export interface ReadSheet {
  readonly id: string;
  readonly titles: Texts;
  readonly sections: readonly {
    readonly id: string;
    readonly titles: Texts;
    readonly visuals: readonly ReadVisual[];
  }[];
}

/** The answer to a request for the life cycle dashboard. */
export interface LifecycleResult {
  readonly request: LifecycleRequest;
  /** ISO instant the dashboard was made for. */
  readonly asOf: string;
  readonly timezone: string;
  /** Local dates, both included. */
  readonly range: { readonly from: string; readonly to: string };
  readonly engine: EngineName;
  readonly freshness: Freshness;
  readonly sheets: readonly ReadSheet[];
  readonly elapsedMs: number;
  readonly sql: readonly string[];
}
