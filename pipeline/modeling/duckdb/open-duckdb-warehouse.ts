import { asCodedError, CodedError } from '@millstream/core';
import type { Warehouse } from '../warehouse.ts';
import { openActivity } from './activity/open-activity.ts';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';
import { DuckDbWarehouse } from './duckdb-warehouse.ts';
import { rerootColdFiles } from './lake/cold-files.ts';
import { openMetadata } from './metadata/open-metadata.ts';
import { openDuckDb } from './open-duckdb.ts';
import { openRollups } from './rollups/open-rollups.ts';
import { createStoredTables, schemaVersion } from './schema.ts';
import { createViews } from './views.ts';
import { type DuckDbWarehouseOptions, engineOptions } from './warehouse-options.ts';

/**
 * Opens the embedded warehouse and creates what is missing. One process at a time may hold the file. Throws
 * WAREHOUSE_UNAVAILABLE when it cannot be opened or was written by a later version.
 */
export async function openDuckDbWarehouse(options: DuckDbWarehouseOptions): Promise<Warehouse> {
  const engine = await openDuckDb(engineOptions(options));
  try {
    const writer = await engine.connect();
    await createSchema(writer, options);
    if (options.keepsMetadata !== false) await openMetadata(writer);
    if (options.keepsActivity !== false) {
      await openActivity(writer);
      await openRollups(writer);
    }
    return await DuckDbWarehouse.open(engine, writer, options);
  } catch (error) {
    engine.close();
    throw asCodedError(error, 'WAREHOUSE_UNAVAILABLE', { path: options.path, reason: String(error) });
  }
}

async function createSchema(
  writer: DuckDbSession,
  { path, lakeDir }: Pick<DuckDbWarehouseOptions, 'path' | 'lakeDir'>,
): Promise<void> {
  await writer.transaction(async () => {
    for (const statement of createStoredTables()) await writer.run(statement);
    const [found] = await writer.rows('SELECT max(version) AS version FROM stored.schema_version');
    const version = numberOf(found, 'version');
    if (version > schemaVersion) {
      throw new CodedError('WAREHOUSE_UNAVAILABLE', { path, reason: `it has the later format ${version}` });
    }
    if (version === 0) await writer.run(`INSERT INTO stored.schema_version VALUES (${schemaVersion})`);
    await rerootColdFiles(writer, lakeDir);
    for (const view of await createViews(writer)) await writer.run(view);
  });
}
