import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TableExport } from '../lake-flush.ts';
import { modelledTables } from '../warehouse.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { lakeTables } from './lake/lake-columns.ts';
import { partitionFolder, partitionOf } from './lake/partition.ts';
import { type FileFormat, writePartition } from './lake/write-partition.ts';

/**
 * Writes the hot rows of all four tables below `outDir` in the lake's layout, the specified columns and ours only; users
 * and sessions only when this warehouse's loads touched them. A table's folder is replaced as a whole when it is written.
 */
export async function exportTables(
  session: DuckDbSession,
  outDir: string,
  format: FileFormat,
): Promise<readonly TableExport[]> {
  const exported: TableExport[] = [];
  for (const table of modelledTables) {
    const pending = join(outDir, '.pending');
    await rm(pending, { recursive: true, force: true });
    const partitions = await session.rows(
      `SELECT DISTINCT '${table}' AS tbl, app_id, event_timestamp::DATE AS day
       FROM ${lakeTables[table].stored} WHERE load_no >= 0 ORDER BY day, app_id`,
    );
    let rows = 0;
    for (const partition of partitions.map(partitionOf)) {
      const folder = partitionFolder(pending, partition);
      await mkdir(folder, { recursive: true });
      const path = join(folder, `part-0.${format}`);
      rows += await writePartition(session, { partition, specifiedOnly: true }, { path, format });
    }
    const target = join(outDir, table);
    await rm(target, { recursive: true, force: true });
    // Zero rows: nothing is written and no folder appears.
    if (partitions.length > 0) {
      await mkdir(dirname(target), { recursive: true });
      await rename(join(pending, table), target);
    }
    await rm(pending, { recursive: true, force: true });
    exported.push({ table, rows });
  }
  return exported;
}
