import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { CodedError } from '@millstream/core';
import type { QueryOptions, QueryProgress, QueryResult, QueryRow } from '../../warehouse.ts';
import { jsonRows } from './json-rows.ts';
import type { MemoryWatch } from './memory-watch.ts';
import { checkReading, reasonOf } from './reading-statement.ts';

/** Wall time a query may take when the caller names none, ms. */
export const defaultQueryTimeoutMs = 60_000;

/** What a query runs in. */
export interface QueryRun {
  /** A connection of its own. */
  readonly connection: DuckDBConnection;
  /** Ends the transaction and gives the connection back. */
  readonly release: () => void;
  /** Aborts when the warehouse closes or all queries are cancelled. */
  readonly closing: AbortSignal;
  /** Called once when the query has ended in any way. */
  readonly onEnd: () => void;
  readonly memory: MemoryWatch;
}

/** Pause between two reports of progress. */
const progressMs = 200;

/** Starts a reading statement in a read-only transaction under its time limit. */
export async function runQuery(run: QueryRun, sql: string, options: QueryOptions): Promise<QueryResult> {
  const query = new RunningQuery(run, options);
  const result = await query.guard(async () => {
    await checkReading(run.connection, sql);
    query.checkStop();
    await run.connection.run('BEGIN TRANSACTION READ ONLY');
    query.checkStop();
    return run.connection.stream(sql, options.parameters === undefined ? undefined : [...options.parameters]);
  });
  const rows = query.rows(result);
  return {
    columns: result
      .deduplicatedColumnNames()
      .map((name, index) => ({ name, type: result.columnType(index).toString() })),
    rows,
    close: async () => {
      query.stopFor('cancelled');
      await rows.return();
      query.end();
    },
  };
}

/** One query's limits, progress and end. The engine is interrupted while it works; an idle query just closes. */
class RunningQuery {
  readonly #run: QueryRun;
  readonly #options: QueryOptions;
  readonly #limitMs: number;
  readonly #timer: NodeJS.Timeout;
  readonly #signals: readonly AbortSignal[];
  readonly #cancel = (): void => this.stopFor('cancelled');
  readonly #endWatch: () => void;
  readonly #reporting: NodeJS.Timeout | undefined;
  #stop: 'timeout' | 'cancelled' | 'memory' | null = null;
  #busy = false;
  #ended = false;

  constructor(run: QueryRun, options: QueryOptions) {
    this.#run = run;
    this.#options = options;
    this.#limitMs = options.timeoutMs ?? defaultQueryTimeoutMs;
    this.#timer = setTimeout(() => this.stopFor('timeout'), this.#limitMs);
    this.#signals = [run.closing, ...(options.signal === undefined ? [] : [options.signal])];
    for (const signal of this.#signals) signal.addEventListener('abort', this.#cancel, { once: true });
    if (this.#signals.some((signal) => signal.aborted)) this.#stop = 'cancelled';
    this.#endWatch = run.memory.begin(this);
    const { onProgress } = options;
    if (onProgress !== undefined)
      this.#reporting = setInterval(() => onProgress(this.#progress()), progressMs);
  }

  stopForMemory(): void {
    this.stopFor('memory');
  }

  stopFor(reason: 'timeout' | 'cancelled' | 'memory'): void {
    if (this.#ended) return;
    this.#stop ??= reason;
    if (this.#busy) this.#run.connection.interrupt();
    else this.end();
  }

  /** Runs engine work; whatever it throws ends the query and comes out as a coded error. */
  async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      this.checkStop();
      this.#busy = true;
      const result = await work();
      this.#busy = false;
      this.checkStop();
      return result;
    } catch (error) {
      this.#busy = false;
      this.end();
      throw this.#coded(error);
    }
  }

  checkStop(): void {
    if (this.#stop !== null) throw this.#coded(null);
  }

  async *rows(result: DuckDBResult): AsyncGenerator<QueryRow, void, void> {
    const maxRows = this.#options.maxRows ?? Number.POSITIVE_INFINITY;
    const chunks = jsonRows(result);
    let count = 0;
    try {
      while (count < maxRows) {
        const next = await this.guard(() => chunks.next());
        if (next.done) return;
        for (const row of next.value) {
          if (count >= maxRows) return;
          count += 1;
          yield row;
        }
      }
    } finally {
      this.end();
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    clearInterval(this.#reporting);
    this.#endWatch();
    for (const signal of this.#signals) signal.removeEventListener('abort', this.#cancel);
    this.#run.release();
    this.#run.onEnd();
  }

  #progress(): QueryProgress {
    const { percentage, rows_processed: rows } = this.#run.connection.progress;
    return { percent: percentage < 0 ? null : percentage, rowsRead: percentage < 0 ? null : Number(rows) };
  }

  #coded(error: unknown): CodedError {
    if (error instanceof CodedError && error.code !== 'QUERY_INVALID') return error;
    if (this.#stop === 'timeout') {
      return new CodedError('QUERY_TIMEOUT', { limitMs: this.#limitMs }, { cause: error });
    }
    if (this.#stop === 'cancelled') return new CodedError('QUERY_CANCELLED', {}, { cause: error });
    if (this.#stop === 'memory') return new CodedError('QUERY_OUT_OF_MEMORY', {}, { cause: error });
    if (error instanceof CodedError) return error;
    const reason = reasonOf(error);
    if (reason.startsWith('Out of Memory'))
      return new CodedError('QUERY_OUT_OF_MEMORY', {}, { cause: error });
    return new CodedError('QUERY_INVALID', { reason }, { cause: error });
  }
}
