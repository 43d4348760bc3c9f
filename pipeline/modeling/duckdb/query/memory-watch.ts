import type { DuckDbSession } from '../duckdb-session.ts';
import { numberOf } from '../duckdb-session.ts';

/** A query that can be stopped for its memory. */
export interface WatchedQuery {
  stopForMemory(): void;
}

/** What statements work with; pages of tables and files are not in it, which the engine gives back by itself. */
const working = `'HASH_TABLE', 'ORDER_BY', 'WINDOW', 'COLUMN_DATA', 'PARQUET_READER', 'ALLOCATOR'`;
const pollMs = 200;

/**
 * Keeps memory free for loading events: the engine has one limit for loads and queries, so when what queries work with
 * passes the budget at two looks in a row, the youngest one that was there at both is stopped.
 */
export class MemoryWatch {
  readonly #queries: WatchedQuery[] = [];
  readonly #budgetBytes: number;
  readonly #connect: () => Promise<DuckDbSession>;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  /** Queries that ran at the last look, when it found too much. */
  #suspects: readonly WatchedQuery[] = [];

  constructor(budgetBytes: number, connect: () => Promise<DuckDbSession>) {
    this.#budgetBytes = budgetBytes;
    this.#connect = connect;
  }

  /** Watches a query until the returned function is called. */
  begin(query: WatchedQuery): () => void {
    this.#queries.push(query);
    this.#timer ??= setInterval(() => void this.#look(), pollMs).unref();
    return () => {
      const index = this.#queries.indexOf(query);
      if (index >= 0) this.#queries.splice(index, 1);
      if (this.#queries.length > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Stops all queries: a load needs the memory. Answers whether there were any. */
  stopAll(): boolean {
    const running = [...this.#queries];
    for (const query of running) query.stopForMemory();
    return running.length > 0;
  }

  async #look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    // Measuring takes a moment: a query that began meanwhile has no part in what is found.
    const there = [...this.#queries];
    try {
      const session = await this.#connect();
      try {
        const [row] = await session.rows(
          `SELECT sum(memory_usage_bytes)::BIGINT AS bytes FROM duckdb_memory() WHERE tag IN (${working})`,
        );
        this.#judge(numberOf(row, 'bytes') > this.#budgetBytes, there);
      } finally {
        session.connection.closeSync();
      }
    } catch {
      // The database is being closed or opened again; the next look comes soon.
    } finally {
      this.#isLooking = false;
    }
  }

  #judge(isTooMuch: boolean, there: readonly WatchedQuery[]): void {
    const culprit = isTooMuch ? there.findLast((query) => this.#suspects.includes(query)) : undefined;
    this.#suspects = isTooMuch ? there : [];
    if (culprit !== undefined && this.#queries.includes(culprit)) culprit.stopForMemory();
  }
}
