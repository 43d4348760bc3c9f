import type { ColumnType } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';

/** One column of a hot table as it lies in the database file. */
export interface StoredColumn {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
}

/** DuckDB types of the specified column types as they are stored: maps stay JSON text, which costs a third of a MAP. */
export const storedTypes: Readonly<Record<ColumnType, string>> = {
  ts: 'TIMESTAMP',
  date: 'DATE',
  i64: 'BIGINT',
  i32: 'INTEGER',
  f64: 'DOUBLE',
  str: 'VARCHAR',
  bool: 'BOOLEAN',
  map: 'VARCHAR',
  pmap: 'VARCHAR',
  umap: 'VARCHAR',
};

/** DuckDB types of the specified column types as views and lake files show them. */
export const shownTypes: Readonly<Record<ColumnType, string>> = {
  ...storedTypes,
  map: 'MAP(VARCHAR, VARCHAR)',
  pmap: 'MAP(VARCHAR, STRUCT("value" VARCHAR, "type" VARCHAR))',
  umap: 'MAP(VARCHAR, STRUCT("value" VARCHAR, "type" VARCHAR, set_time_msec BIGINT))',
};

/** Short form for tables of columns: `name TYPE`. */
export function storedColumns(...lines: readonly string[]): readonly StoredColumn[] {
  return lines.map((line) => {
    const space = line.indexOf(' ');
    return { name: line.slice(0, space), type: line.slice(space + 1) };
  });
}

/** `CREATE TABLE` for a hot table; no keys and no indexes, which would cost six times the time and three times the file. */
export function createTable(table: string, list: readonly StoredColumn[]): string {
  const lines = list.map((column) => `${quoteIdentifier(column.name)} ${column.type}`);
  return `CREATE TABLE IF NOT EXISTS ${table} (${lines.join(', ')})`;
}

/** Comma-separated quoted names, each with the prefix (`e.`) when one is given. */
export function columnNames(list: readonly StoredColumn[], prefix = ''): string {
  return list.map((column) => prefix + quoteIdentifier(column.name)).join(', ');
}
