import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import { inRange } from '../load/touched-days.ts';
import { quoteIdentifier, quoteLiteral } from '../sql-text.ts';
import { forLakeFile, lakeTables } from './lake-columns.ts';
import { type Partition, partitionRange } from './partition.ts';

/** Rows per group of a Parquet file: small enough that a group of wide rows fits in memory without spilling. */
const rowGroupRows = 20_480;
/** Rows up to which a partition is sorted; above, sorting wide rows would spill. */
const mostSortedRows = 200_000;

/** File formats of lake and export. */
export type FileFormat = 'parquet' | 'ndjson';

/** What a partition's file holds. */
export interface PartitionSource {
  readonly partition: Partition;
  /** More rows of the partition in stored form, beside the hot ones. */
  readonly coldRelation?: string;
  /** Leaves out the columns that only this warehouse needs, and users and sessions of earlier runs. */
  readonly specifiedOnly?: boolean;
}

/** Hot rows of a partition, as a condition on `e`. */
export function partitionFilter(partition: Partition): string {
  return `e.app_id = ${quoteLiteral(partition.app)} AND ${inRange('e', partitionRange(partition))}`;
}

/** Writes one partition to `path`; answers with the number of rows. Writes nothing when there are none. */
export async function writePartition(
  session: DuckDbSession,
  source: PartitionSource,
  target: { readonly path: string; readonly format: FileFormat },
): Promise<number> {
  const lake = lakeTables[source.partition.table];
  const hot = `SELECT e.* FROM ${lake.stored} e WHERE ${partitionFilter(source.partition)}`;
  const relation =
    source.coldRelation === undefined ? hot : `${hot} UNION ALL BY NAME (${source.coldRelation})`;
  const own = source.specifiedOnly === true ? 'e.load_no >= 0' : 'true';
  const [found] = await session.rows(`SELECT count(*) AS n FROM (${relation}) e WHERE ${own}`);
  const rows = numberOf(found, 'n');
  if (rows === 0) return 0;
  const select = source.specifiedOnly === true ? lake.shown : forLakeFile(lake);
  const order =
    rows <= mostSortedRows ? ` ORDER BY e.${quoteIdentifier(lake.sortedBy)}, e.event_timestamp` : '';
  await session.run(
    `COPY (SELECT ${select} FROM (${relation}) e WHERE ${own}${order}) TO ${quoteLiteral(target.path)} (${formatOptions(target.format)})`,
  );
  return rows;
}

function formatOptions(format: FileFormat): string {
  if (format === 'ndjson') return `FORMAT json, TIMESTAMPFORMAT '%Y-%m-%dT%H:%M:%S.%gZ'`;
  return `FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2, ROW_GROUP_SIZE ${rowGroupRows}, WRITE_BLOOM_FILTER false`;
}
