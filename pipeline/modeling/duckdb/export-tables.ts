import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TableExport } from '../lake-flush.ts';
import { modelledTables } from '../warehouse.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { type FileFormat, groupPartitions, hotPartitions, writeGroup } from './lake/write-partition.ts';

/**
 * Writes the hot rows of all four tables below `outDir` in the lake's layout, the specified columns and ours only; users
 * and sessions only when this warehouse's loads touched them. A table's folder is replaced as a whole when it is written.
 */
export async function exportTables(
  session: DuckDbSession,
  outDir: string,
  format: FileFormat,
): Promise<readonly TableExport[]> {
  const root = join(outDir, '.pending');
  await rm(root, { recursive: true, force: true });
  const exported: TableExport[] = [];
  for (const table of modelledTables) {
    const partitions = await hotPartitions(session, table, 'e.load_no >= 0');
    await mkdir(join(root, table), { recursive: true });
    // Only Parquet can be written to several partitions by one statement.
    const groups =
      format === 'parquet' ? groupPartitions(partitions) : partitions.map((partition) => [partition]);
    for (const group of groups) {
      await writeGroup(session, group, { root, format, specifiedOnly: true });
    }
    const target = join(outDir, table);
    await rm(target, { recursive: true, force: true });
    // Zero rows: nothing is written and no folder appears.
    if (partitions.length > 0) await rename(join(root, table), target);
    exported.push({ table, rows: partitions.reduce((sum, partition) => sum + partition.rows, 0) });
  }
  await rm(root, { recursive: true, force: true });
  return exported;
}
