import { CodedError } from '@millstream/core';
import type { JsonValue, QueryOptions, QueryProgress, QueryResult, QueryRow } from '@millstream/modeling';
import type { TrinoAnswer, TrinoColumn, TrinoStats } from './trino-answer.ts';
import type { TrinoConnection, TrinoSession } from './trino-connection.ts';
import { codedFailure } from './trino-failure.ts';
import { trinoDecoder } from './trino-value.ts';

/** Limits of one statement, and who watches it. */
export type TrinoQueryOptions = Omit<QueryOptions, 'parameters'>;

/** Wall time a statement may take when the caller names none, ms; the same as on the embedded warehouse. */
const defaultTimeoutMs = 60_000;
/** Time the server may take longer than we wait, before it stops by itself a statement whose client died. */
const serverGraceMs = 10_000;

/** A statement while it runs: its limits, its answers, its end. */
export class TrinoStatement {
  readonly #connection: TrinoConnection;
  readonly #options: TrinoQueryOptions;
  readonly #limitMs: number;
  readonly #stop = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #cancel = (): void => this.#end(new CodedError('QUERY_CANCELLED'));
  #answer: TrinoAnswer | null = null;

  constructor(connection: TrinoConnection, options: TrinoQueryOptions) {
    this.#connection = connection;
    this.#options = options;
    this.#limitMs = options.timeoutMs ?? defaultTimeoutMs;
    const { signal } = options;
    this.#timer = setTimeout(
      () => this.#end(new CodedError('QUERY_TIMEOUT', { limitMs: this.#limitMs })),
      this.#limitMs,
    );
    signal?.addEventListener('abort', this.#cancel, { once: true });
    if (signal?.aborted === true) this.#cancel();
  }

  /** Sends the statement and waits until its columns are known. */
  async start(sql: string, session: TrinoSession): Promise<QueryResult> {
    const properties = { ...session.properties, query_max_run_time: `${this.#limitMs + serverGraceMs}ms` };
    await this.#advance((signal) => this.#connection.submit(sql, { ...session, properties }, signal));
    while (this.#answer?.columns === undefined && this.#answer?.nextUri !== undefined) await this.#next();
    const columns = this.#answer?.columns ?? [];
    const rows = this.#rows(columns);
    return {
      columns: columns.map(({ name, type }, index) => ({ name: uniqueName(columns, index, name), type })),
      rows,
      close: async () => {
        this.#end(new CodedError('QUERY_CANCELLED'));
        await rows.return();
      },
    };
  }

  async *#rows(columns: readonly TrinoColumn[]): AsyncGenerator<QueryRow, void, void> {
    const toRow = rowMaker(columns);
    let left = this.#options.maxRows ?? Number.POSITIVE_INFINITY;
    try {
      for (;;) {
        this.#stop.signal.throwIfAborted();
        for (const values of this.#answer?.data ?? []) {
          if (left <= 0) return;
          left -= 1;
          yield toRow(values);
        }
        if (left <= 0 || this.#answer?.nextUri === undefined) return;
        await this.#next();
      }
    } finally {
      this.#end(new CodedError('QUERY_CANCELLED'));
    }
  }

  async #next(): Promise<void> {
    const nextUri = this.#answer?.nextUri;
    if (nextUri !== undefined) await this.#advance((signal) => this.#connection.follow(nextUri, signal));
  }

  /** Takes the next answer; whatever is thrown ends the statement and comes out as a coded error. */
  async #advance(ask: (signal: AbortSignal) => Promise<TrinoAnswer>): Promise<void> {
    const { signal } = this.#stop;
    try {
      signal.throwIfAborted();
      const answer = await ask(signal);
      // Kept first: aborted while the answer came, the statement must still be stopped on the server.
      this.#answer = answer;
      signal.throwIfAborted();
      if (answer.error !== undefined) throw codedFailure(answer.error, this.#limitMs);
      this.#options.onProgress?.(progressOf(answer.stats ?? {}));
      signal.throwIfAborted();
    } catch (error) {
      const reason: unknown = signal.aborted ? signal.reason : error;
      this.#end(reason);
      throw reason;
    }
  }

  /** Ends the waiting and, when the server still works on it, the statement there. */
  #end(reason: unknown): void {
    clearTimeout(this.#timer);
    this.#options.signal?.removeEventListener('abort', this.#cancel);
    this.#stop.abort(reason);
    const nextUri = this.#answer?.nextUri;
    this.#answer = null;
    if (nextUri !== undefined) void this.#connection.cancel(nextUri);
  }
}

/** The number of splits grows while tables are listed, so the percentage may go back; it is an estimate. */
function progressOf(stats: TrinoStats): QueryProgress {
  const { processedRows = null, completedSplits = 0, totalSplits = 0 } = stats;
  const percent = totalSplits === 0 ? null : Math.floor((100 * completedSplits) / totalSplits);
  return { percent, rowsRead: processedRows };
}

/** Equal column names get a number (`a`, `a:1`), as on the embedded warehouse. */
function uniqueName(columns: readonly TrinoColumn[], index: number, name: string): string {
  const before = columns.slice(0, index).filter((column) => column.name === name).length;
  return before === 0 ? name : `${name}:${before}`;
}

function rowMaker(columns: readonly TrinoColumn[]): (values: readonly unknown[]) => QueryRow {
  const fields = columns.map((column, index) => ({
    name: uniqueName(columns, index, column.name),
    decode: trinoDecoder(column.typeSignature),
  }));
  return (values) => {
    const row: Record<string, JsonValue> = {};
    fields.forEach(({ name, decode }, index) => {
      row[name] = decode(values[index]);
    });
    return row;
  };
}
