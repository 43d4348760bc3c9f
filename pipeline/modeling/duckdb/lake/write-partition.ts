import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelledTable } from '../../warehouse.ts';
import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { inRange } from '../load/touched-days.ts';
import { quoteIdentifier, quoteLiteral } from '../sql-text.ts';
import { forLakeFile, type LakeTable, lakeTables } from './lake-columns.ts';
import { type Partition, partitionFolder, partitionOf, partitionRange } from './partition.ts';

/** Rows per group of a Parquet file: small enough that a group of wide rows fits in memory without spilling. */
const rowGroupRows = 20_480;
/** Rows written by one statement, at most, unless a single partition has more: what is read once stays in memory. */
const rowsPerStatement = 24_576;

/** Rows up to which a file is sorted; above, sorting wide rows would spill. */
const mostSortedRows = 24_576;

/** File formats of lake and export. */
export type FileFormat = 'parquet' | 'ndjson';

/** A partition and how many rows it has. */
export interface SizedPartition extends Partition {
  readonly rows: number;
}

/** Where and how to write. */
export interface WriteTarget {
  /** Root below which `<table>/partition_app=/…/part-0.<format>` appears. */
  readonly root: string;
  readonly format: FileFormat;
  /** Leaves out the columns that only this warehouse needs, and users and sessions of earlier runs. */
  readonly specifiedOnly: boolean;
}

/** Hot rows of a partition, as a condition on `e`. */
export function partitionFilter(partition: Partition): string {
  return `e.app_id = ${quoteLiteral(partition.app)} AND ${inRange('e', partitionRange(partition))}`;
}

/** Sizes of a table's hot partitions, oldest first; `condition` is on rows `e`. */
export async function hotPartitions(
  session: DuckDbSession,
  table: ModelledTable,
  condition = 'true',
): Promise<readonly SizedPartition[]> {
  const rows = await session.rows(
    `SELECT '${table}' AS tbl, e.app_id, e.event_timestamp::DATE AS day, count(*) AS n
     FROM ${lakeTables[table].stored} e WHERE ${condition} GROUP BY ALL ORDER BY day, e.app_id`,
  );
  return rows.map((row) => ({ ...partitionOf(row), rows: numberOf(row, 'n') }));
}

/**
 * Splits partitions of one table into runs that one statement writes. Reading a day costs as much as decoding the row
 * groups it lies in, so neighbouring days are written together.
 */
export function groupPartitions(
  partitions: readonly SizedPartition[],
): readonly (readonly SizedPartition[])[] {
  const groups: SizedPartition[][] = [];
  let rows = Number.POSITIVE_INFINITY;
  for (const partition of partitions) {
    if (rows + partition.rows > rowsPerStatement) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)?.push(partition);
    rows += partition.rows;
  }
  return groups;
}

/** Writes the hot rows of some partitions of one table below `target.root`. */
export async function writeGroup(
  session: DuckDbSession,
  group: readonly SizedPartition[],
  target: WriteTarget,
): Promise<void> {
  const [first, ...others] = group;
  if (first === undefined) return;
  const lake = lakeTables[first.table];
  const ranges = group.map(partitionRange);
  const from = Math.min(...ranges.map((range) => range.fromMs));
  const to = Math.max(...ranges.map((range) => range.toMs));
  const keys = group.map(({ app, day }) => `(${quoteLiteral(app)}, DATE ${quoteLiteral(day)})`);
  const relation = `SELECT * FROM ${lake.stored} e WHERE ${inRange('e', { fromMs: from, toMs: to })}
    AND (e.app_id, e.event_timestamp::DATE) IN (${keys.join(', ')})${target.specifiedOnly ? ' AND e.load_no >= 0' : ''}`;
  // Sorting wide rows costs as much as writing them: worth it for the lake, which is kept, and only while it fits.
  const sorted = !target.specifiedOnly && first.rows <= mostSortedRows;
  const select = `${target.specifiedOnly ? lake.shown : forLakeFile(lake)}${others.length === 0 ? '' : `, ${partitionKeys}`}`;
  const source = `SELECT ${select} FROM (${relation}) e${sorted ? order(lake) : ''}`;
  if (others.length === 0) {
    const folder = partitionFolder(target.root, first);
    await mkdir(folder, { recursive: true });
    await copy(session, source, {
      path: join(folder, `part-0.${target.format}`),
      options: fileOptions(target.format),
    });
    return;
  }
  await mkdir(join(target.root, lake.table), { recursive: true });
  await copy(session, source, {
    path: join(target.root, lake.table),
    options: `${fileOptions(target.format)}, PARTITION_BY (${partitionKeyNames.join(', ')}), OVERWRITE_OR_IGNORE, FILE_EXTENSION '${target.format}'`,
  });
  await nameFiles(group, target);
}

/** A file of one partition. */
export interface PartitionFile {
  readonly path: string;
  /** Rows up to which it is sorted. */
  readonly mostSortedRows: number;
}

/** Memory that sorting a wide row takes, bytes: with less, sorting spills and takes four times as long. */
const bytesPerSortedRow = 16_384;
/** Rows beyond which a file that stays is not sorted: loads wait while it is written, 12 µs longer for each row. */
const mostSortedColdRows = 131_072;

/** Rows up to which a file that stays is sorted; that saves a tenth of the bytes. */
export function sortableRows(memoryLimitBytes: number): number {
  return Math.min(mostSortedColdRows, Math.floor(memoryLimitBytes / bytesPerSortedRow));
}

/** Writes one partition from any relation of stored rows (hot and cold together). */
export async function writeRelation(
  session: DuckDbSession,
  partition: Partition,
  relation: string,
  { path, mostSortedRows }: PartitionFile,
): Promise<number> {
  const lake = lakeTables[partition.table];
  const [found] = await session.rows(`SELECT count(*) AS n FROM (${relation}) e`);
  const rows = numberOf(found, 'n');
  if (rows === 0) return 0;
  const source = `SELECT ${forLakeFile(lake)} FROM (${relation}) e${rows <= mostSortedRows ? order(lake) : ''}`;
  await copy(session, source, { path, options: fileOptions('parquet') });
  return rows;
}

const partitionKeyNames = ['partition_app', 'partition_year', 'partition_month', 'partition_day'];
const partitionKeys = `e.app_id AS partition_app, strftime(e.event_timestamp, '%Y') AS partition_year,
  strftime(e.event_timestamp, '%m') AS partition_month, strftime(e.event_timestamp, '%d') AS partition_day`;

function fileOptions(format: FileFormat): string {
  if (format === 'ndjson') return `FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'`;
  return `FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE ${rowGroupRows}, WRITE_BLOOM_FILTER false`;
}

/** Equal values side by side save a sixth of the bytes. */
function order(lake: LakeTable): string {
  return ` ORDER BY e.${quoteIdentifier(lake.sortedBy)}, e.event_timestamp`;
}

async function copy(
  session: DuckDbSession,
  source: string,
  target: { readonly path: string; readonly options: string },
): Promise<void> {
  await session.run(`COPY (${source}) TO ${quoteLiteral(target.path)} (${target.options})`);
}

/** The engine numbers its files by thread; ours have one name. */
async function nameFiles(group: readonly SizedPartition[], target: WriteTarget): Promise<void> {
  for (const partition of group) {
    const folder = partitionFolder(target.root, partition);
    const files = await readdir(folder).catch(() => []);
    for (const [index, file] of files.sort().entries()) {
      await rename(join(folder, file), join(folder, `part-${index}.${target.format}`));
    }
  }
}
