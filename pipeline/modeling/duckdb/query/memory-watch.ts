import type { DuckDbSession } from '../duckdb-session.ts';
import { numberOf } from '../duckdb-session.ts';

/** A query that can be stopped for its memory. */
export interface WatchedQuery {
  stopForMemory(): void;
}

/** Memory that the engine can give back by itself: pages of tables and files. */
const cached = `'BASE_TABLE', 'METADATA', 'OBJECT_CACHE', 'EXTERNAL_FILE_CACHE', 'IN_MEMORY_TABLE'`;
const pollMs = 200;

/**
 * Keeps memory free for loading events: the engine has one limit for loads and queries, so when what queries work with
 * passes the budget, the youngest one is stopped.
 */
export class MemoryWatch {
  readonly #queries: WatchedQuery[] = [];
  readonly #budgetBytes: number;
  readonly #connect: () => Promise<DuckDbSession>;
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;

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
    try {
      const session = await this.#connect();
      try {
        const [row] = await session.rows(
          `SELECT sum(memory_usage_bytes)::BIGINT AS bytes FROM duckdb_memory() WHERE tag NOT IN (${cached})`,
        );
        if (numberOf(row, 'bytes') > this.#budgetBytes) this.#queries.at(-1)?.stopForMemory();
      } finally {
        session.connection.closeSync();
      }
    } catch {
      // The database is being closed or opened again; the next look comes soon.
    } finally {
      this.#isLooking = false;
    }
  }
}
