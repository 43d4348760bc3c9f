import type { QueryProgress } from '@millstream/modeling';
import type { Dialect, PrintedStatement } from '../dialects/dialect.ts';
import type { EngineRow } from '../result/engine-row.ts';

/** Limits of one statement. */
export interface RunOptions {
  /** Wall time, ms, after which it ends with QUERY_TIMEOUT. */
  readonly timeoutMs?: number;
  /** Ends it with QUERY_CANCELLED. */
  readonly signal?: AbortSignal;
  /** Rows after which reading ends. */
  readonly maxRows?: number;
  readonly onProgress?: (progress: QueryProgress) => void;
}

/** Something that answers statements of its dialect. */
export interface AnalysisEngine {
  readonly dialect: Dialect;
  /** Reads all rows. @throws CodedError QUERY_TIMEOUT, QUERY_CANCELLED, QUERY_OUT_OF_MEMORY, QUERY_INVALID */
  run(statement: PrintedStatement, options?: RunOptions): Promise<readonly EngineRow[]>;
  /** Bits that the names of an app's events have in rollups; null when not all have one. @default none */
  eventNumbers?(appId: string): Promise<ReadonlyMap<string, number> | null>;
}
