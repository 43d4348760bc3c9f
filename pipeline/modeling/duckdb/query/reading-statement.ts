import { type DuckDBConnection, StatementType } from '@duckdb/node-api';
import { asCodedError, CodedError } from '@millstream/core';

/** Functions that a SELECT may call but that change the engine or look behind it. */
const changingFunctions =
  /\b(?:force_checkpoint|checkpoint|enable_logging|disable_logging|truncate_duckdb_logs|enable_profiling|disable_profiling|arrow_scan|arrow_scan_dumb)\s*\(/i;

const comments = /--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\//g;
const explainPrefix = /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*explain\s+(?:analyze\s+|\([^)]*\)\s*)*/i;

/**
 * Checks that `sql` is exactly one statement that reads (SELECT, WITH, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN of
 * those). The read-only transaction around it is the second guard. Throws QUERY_INVALID or QUERY_NOT_READ_ONLY.
 */
export async function checkReading(connection: DuckDBConnection, sql: string): Promise<void> {
  // The engine's client cannot tell this case.
  if (/^[\s;]*$/.test(sql.replace(comments, ''))) {
    throw new CodedError('QUERY_INVALID', { reason: 'there is no statement' });
  }
  const type = await statementType(connection, sql);
  if (changingFunctions.test(sql)) throw new CodedError('QUERY_NOT_READ_ONLY');
  if (type === StatementType.SELECT) return;
  // EXPLAIN ANALYZE runs what it explains.
  const explained = sql.replace(explainPrefix, '');
  if (type !== StatementType.EXPLAIN || explained === sql) throw new CodedError('QUERY_NOT_READ_ONLY');
  if ((await statementType(connection, explained)) !== StatementType.SELECT) {
    throw new CodedError('QUERY_NOT_READ_ONLY');
  }
}

async function statementType(connection: DuckDBConnection, sql: string): Promise<StatementType> {
  try {
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) throw new CodedError('QUERY_NOT_READ_ONLY');
    const prepared = await statements.prepare(0);
    const type = prepared.statementType;
    prepared.destroySync();
    return type;
  } catch (error) {
    throw asCodedError(error, 'QUERY_INVALID', { reason: reasonOf(error) });
  }
}

/** First paragraph of an engine's message. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n\n')[0] ?? text).trim();
}
