import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { QueryRow } from '../warehouse.ts';
import { jsonRows } from './query/json-rows.ts';

/** Named parameters; whole numbers travel as DOUBLE, so statements cast them. */
export type SqlParameters = Readonly<Record<string, string | number | boolean | null>>;

/** Runs statements on one connection and gives rows as plain objects. */
export class DuckDbSession {
  readonly connection: DuckDBConnection;

  constructor(connection: DuckDBConnection) {
    this.connection = connection;
  }

  /** Runs a statement; answers with the number of changed rows. */
  async run(sql: string, parameters?: SqlParameters): Promise<number> {
    const result = await this.connection.run(sql, parameters as Record<string, DuckDBValue> | undefined);
    return result.rowsChanged;
  }

  /** Runs a statement and reads all its rows. */
  async rows(sql: string, parameters?: SqlParameters): Promise<readonly QueryRow[]> {
    const result = await this.connection.run(sql, parameters as Record<string, DuckDBValue> | undefined);
    const rows: QueryRow[] = [];
    for await (const chunk of jsonRows(result)) rows.push(...chunk);
    return rows;
  }

  /** Runs `work` in one transaction; anything it throws undoes everything. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    try {
      const result = await work();
      await this.run('COMMIT');
      return result;
    } catch (error) {
      // A failed commit has rolled back already; the first error is the one to tell.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }
}

/** A whole number of a row; 0 when it is absent. */
export function numberOf(row: QueryRow | undefined, name: string): number {
  return Number(row?.[name] ?? 0);
}

/** A text of a row; '' when it is absent. */
export function textOf(row: QueryRow | undefined, name: string): string {
  return String(row?.[name] ?? '');
}
