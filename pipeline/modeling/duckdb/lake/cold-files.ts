import type { ModelledTable } from '../../warehouse.ts';
import { type DuckDbSession, textOf } from '../duckdb-session.ts';
import { quoteList } from '../sql-text.ts';
import { fromLakeFile, lakeTables } from './lake-columns.ts';
import { type Partition, partitionOf } from './partition.ts';

/** A day that left the hot table: its rows are in one immutable file. */
export interface ColdFile extends Partition {
  readonly path: string;
}

/** The cold days of a table as the running transaction sees them. */
export async function coldFiles(session: DuckDbSession, table: ModelledTable): Promise<readonly ColdFile[]> {
  return readColdFiles(session, `SELECT * FROM stored.cold WHERE tbl = '${table}' ORDER BY app_id, day`);
}

/** Cold days that a query over `stored.cold` answers with. */
export async function readColdFiles(session: DuckDbSession, sql: string): Promise<readonly ColdFile[]> {
  const rows = await session.rows(sql);
  return rows.map((row) => ({ ...partitionOf(row), path: textOf(row, 'path') }));
}

/**
 * Points the registered files at this lake folder: a data directory may have been moved or restored elsewhere since the
 * paths were written. Run before the views are made.
 */
export async function rerootColdFiles(session: DuckDbSession, lakeDir: string): Promise<void> {
  await session.run(
    `UPDATE stored.cold SET path = $lakeDir || regexp_extract(path, '^.*(/[.]cold/.*)$', 1)
     WHERE NOT starts_with(path, $lakeDir || '/.cold/')`,
    { lakeDir },
  );
}

/** Table function over the files; the app comes from the folder. */
export function scanFiles(files: readonly ColdFile[]): string {
  const paths = quoteList(files.map((file) => file.path));
  return `read_parquet(${paths}, hive_partitioning = true, hive_types = {'partition_app': VARCHAR})`;
}

/** The files' rows in the form of the hot table. Columns nobody asks for are not read. */
export function storedRows(table: ModelledTable, files: readonly ColdFile[]): string {
  return `SELECT ${fromLakeFile(lakeTables[table])} FROM ${scanFiles(files)} l`;
}
