import type { DuckDBConnection } from '@duckdb/node-api';

/** A connection on loan. */
export interface LentConnection {
  readonly connection: DuckDBConnection;
  /** Ends its transaction and gives it back. */
  release(): void;
}

/**
 * Connections for queries, made before the configuration is locked: only then can an engine be told to keep count of a
 * query's progress. When all are out, a new one serves, which cannot tell its progress.
 */
export class ReadingConnections {
  readonly #idle: DuckDBConnection[] = [];
  readonly #connect: () => Promise<DuckDBConnection>;
  #isClosed = false;

  constructor(connections: readonly DuckDBConnection[], connect: () => Promise<DuckDBConnection>) {
    this.#idle.push(...connections);
    this.#connect = connect;
  }

  /** Takes a connection. */
  async take(): Promise<LentConnection> {
    const idle = this.#idle.pop();
    if (idle === undefined) {
      const connection = await this.#connect();
      return { connection, release: () => connection.closeSync() };
    }
    return { connection: idle, release: () => void this.#giveBack(idle) };
  }

  /** Closes the idle ones; those on loan close when they come back. */
  close(): void {
    this.#isClosed = true;
    for (const connection of this.#idle.splice(0)) connection.closeSync();
  }

  async #giveBack(connection: DuckDBConnection): Promise<void> {
    if (!this.#isClosed) {
      // A query that failed has rolled back already.
      await connection.run('ROLLBACK').catch(() => undefined);
    }
    if (this.#isClosed) connection.closeSync();
    else this.#idle.push(connection);
  }
}
