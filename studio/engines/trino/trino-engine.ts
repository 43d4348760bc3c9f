import { CodedError } from '@millstream/core';
import type { QueryResult, QueryRow } from '@millstream/modeling';
import { TrinoConnection, type TrinoServer, type TrinoSession } from './trino-connection.ts';
import { type TrinoParameter, trinoLiteral } from './trino-literal.ts';
import { type TrinoQueryOptions, TrinoStatement } from './trino-statement.ts';

/** The server, and where statements run when they name tables without a catalog and schema. */
export type TrinoEngineOptions = TrinoServer & TrinoSession;

/** Runs reading statements on a Trino server. */
export class TrinoEngine {
  readonly #connection: TrinoConnection;
  readonly #session: TrinoSession;

  constructor(options: TrinoEngineOptions) {
    this.#connection = new TrinoConnection(options);
    this.#session = options;
  }

  /**
   * Starts a single reading statement with a value for each `?`, and waits until its columns are known. Throws
   * QUERY_NOT_READ_ONLY, QUERY_INVALID, QUERY_TIMEOUT, QUERY_CANCELLED, QUERY_OUT_OF_MEMORY, ENGINE_QUERY_FAILED,
   * ENGINE_UNREACHABLE; so does reading the rows.
   */
  query(
    sql: string,
    parameters: readonly TrinoParameter[] = [],
    options: TrinoQueryOptions = {},
  ): Promise<QueryResult> {
    if (!isReading(sql)) return Promise.reject(new CodedError('QUERY_NOT_READ_ONLY'));
    return new TrinoStatement(this.#connection, options).start(
      withParameters(sql, parameters),
      this.#session,
    );
  }

  /** All rows of a reading statement. */
  async rows(
    sql: string,
    parameters: readonly TrinoParameter[] = [],
    options: TrinoQueryOptions = {},
  ): Promise<readonly QueryRow[]> {
    const rows: QueryRow[] = [];
    for await (const row of (await this.query(sql, parameters, options)).rows) rows.push(row);
    return rows;
  }
}

/**
 * Trino's grammar lets only queries begin with these words. EXPLAIN is left out because EXPLAIN ANALYZE runs any
 * statement.
 */
function isReading(sql: string): boolean {
  const start = sql.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
  return /^(?:select|with|values|show|describe|table|\()/i.test(start);
}

/** The statement text is sent as it is without parameters; with some, as a constant whose `?` the server fills. */
function withParameters(sql: string, parameters: readonly TrinoParameter[]): string {
  if (parameters.length === 0) return sql;
  return `EXECUTE IMMEDIATE ${trinoLiteral(sql)} USING ${parameters.map(trinoLiteral).join(', ')}`;
}
