import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { settlePending } from '../metadata/load-metadata.ts';
import { createViews } from '../views.ts';
import { readColdFiles, storedRows } from './cold-files.ts';
import { keepVersion, publishFile } from './durable-file.ts';
import { lakeTables } from './lake-columns.ts';
import { type Partition, partitionFileName, partitionFolder } from './partition.ts';
import { partitionFilter, writeRelation } from './write-partition.ts';

/** What a freeze did. */
export interface FreezeResult {
  /** Rows that left the hot tables. */
  readonly movedRows: number;
  /** Rows in the files written. */
  readonly rows: number;
  readonly bytes: number;
  /** Files that the views no longer name; running queries may still read them. */
  readonly replacedPaths: readonly string[];
}

/** Where files go and how they are written. */
export interface FreezeFolders {
  readonly lakeDir: string;
  /** Folder for files in the making, on the same file system. */
  readonly pending: string;
  /** Rows up to which a file is sorted. */
  readonly mostSortedRows: number;
}

/** One day's file before the views name it. */
interface WrittenDay {
  readonly partition: Partition;
  readonly version: string;
  readonly replaced: readonly string[];
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes days to their lake files and, in one transaction, deletes their hot rows and points the views at the files. The
 * caller keeps other writes away meanwhile. A crash in between leaves the rows hot and the files to be written again.
 */
export async function freezeDays(
  writer: DuckDbSession,
  partitions: readonly Partition[],
  folders: FreezeFolders,
): Promise<FreezeResult> {
  // Events in files no longer tell which load they came with, so they are counted first.
  if (partitions.some(({ table }) => table === 'event_v2')) await settlePending(writer);
  const written: WrittenDay[] = [];
  for (const partition of partitions) written.push(await writeDay(writer, partition, folders));
  let movedRows = 0;
  await writer.transaction(async () => {
    for (const day of written) movedRows += await pointAtFile(writer, day);
    for (const view of await createViews(writer)) await writer.run(view);
  });
  return {
    movedRows,
    rows: written.reduce((sum, day) => sum + day.rows, 0),
    bytes: written.reduce((sum, day) => sum + day.bytes, 0),
    replacedPaths: written.flatMap((day) => day.replaced),
  };
}

async function writeDay(
  writer: DuckDbSession,
  partition: Partition,
  { lakeDir, pending, mostSortedRows }: FreezeFolders,
): Promise<WrittenDay> {
  const { table, app, day } = partition;
  const present = (
    await readColdFiles(writer, `SELECT * FROM stored.cold WHERE tbl = '${table}' AND day = '${day}'::DATE`)
  ).filter((file) => file.app === app);
  const path = join(pending, `${partitionFileName(partition)}.parquet`);
  const hot = `SELECT e.* FROM ${lakeTables[table].stored} e WHERE ${partitionFilter(partition)}`;
  const relation = present.length === 0 ? hot : `${hot} UNION ALL BY NAME (${storedRows(table, present)})`;
  const rows = await writeRelation(writer, partition, relation, { path, mostSortedRows });
  if (rows === 0) return { partition, version: '', replaced: [], rows: 0, bytes: 0 };
  const { size, mtimeMs } = await stat(path);
  const folder = join(lakeDir, '.cold', table, `partition_app=${encodeURIComponent(app)}`);
  const version = join(folder, `${day}-${Math.trunc(mtimeMs).toString(36)}-${present.length}.parquet`);
  await keepVersion(path, version);
  await publishFile(path, join(partitionFolder(lakeDir, partition), 'part-0.parquet'));
  return { partition, version, replaced: present.map((file) => file.path), rows, bytes: size };
}

async function pointAtFile(writer: DuckDbSession, { partition, version, rows }: WrittenDay): Promise<number> {
  const { table, app, day } = partition;
  const key = { table, app, day };
  await writer.run('DELETE FROM stored.dirty WHERE tbl = $table AND app_id = $app AND day = $day::DATE', key);
  if (rows === 0) return 0;
  const { stored } = lakeTables[table];
  const [hot] = await writer.rows(
    `SELECT count(*) AS n FROM ${stored} e WHERE ${partitionFilter(partition)}`,
  );
  await writer.run(`DELETE FROM ${stored} e WHERE ${partitionFilter(partition)}`);
  await writer.run('DELETE FROM stored.cold WHERE tbl = $table AND app_id = $app AND day = $day::DATE', key);
  await writer.run('INSERT INTO stored.cold VALUES ($table, $app, $day::DATE, $path, $rows::BIGINT)', {
    ...key,
    path: version,
    rows,
  });
  return numberOf(hot, 'n');
}
