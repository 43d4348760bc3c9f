import { asCodedError, type Clock, CodedError, type Logger, type ProjectId } from '@millstream/core';
import type { Warehouse } from '../warehouse.ts';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';
import { DuckDbWarehouse } from './duckdb-warehouse.ts';
import { openDuckDb } from './open-duckdb.ts';
import { createStoredTables, schemaVersion } from './schema.ts';
import { createViews } from './views.ts';

/** Log written before it is folded into the database file, unless the options say otherwise. */
const defaultCheckpointBytes = 128 * 1024 * 1024;

/** Where an embedded warehouse lives and what it may use. */
export interface DuckDbWarehouseOptions {
  /** Database file; made when absent. */
  readonly path: string;
  /** Root of the lake tables. */
  readonly lakeDir: string;
  readonly projectId: ProjectId;
  /** Memory the engine may use, bytes; it passes this by up to 30 %. At least 64 MiB. */
  readonly memoryLimitBytes: number;
  /** Threads of the engine. */
  readonly threads: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Directories beside the lake that loads read and exports write (scratch, output, state). SQL sees no others. */
  readonly readableDirectories: readonly string[];
  /** Bytes of log after which it is written into the file. @default 134_217_728 */
  readonly checkpointBytes?: number;
}

/**
 * Opens the embedded warehouse and creates what is missing. One process at a time may hold the file. Throws
 * WAREHOUSE_UNAVAILABLE when it cannot be opened or was written by a later version.
 */
export async function openDuckDbWarehouse(options: DuckDbWarehouseOptions): Promise<Warehouse> {
  const engine = await openDuckDb({
    path: options.path,
    memoryLimitBytes: options.memoryLimitBytes,
    threads: options.threads,
    checkpointBytes: options.checkpointBytes ?? defaultCheckpointBytes,
    directories: [options.lakeDir, ...options.readableDirectories],
  });
  try {
    const writer = await engine.connect();
    await createSchema(writer, options.path);
    return await DuckDbWarehouse.open(engine, writer, options);
  } catch (error) {
    engine.instance.closeSync();
    throw asCodedError(error, 'WAREHOUSE_UNAVAILABLE', { path: options.path, reason: String(error) });
  }
}

async function createSchema(writer: DuckDbSession, path: string): Promise<void> {
  await writer.transaction(async () => {
    for (const statement of createStoredTables()) await writer.run(statement);
    const [found] = await writer.rows('SELECT max(version) AS version FROM stored.schema_version');
    const version = numberOf(found, 'version');
    if (version > schemaVersion) {
      throw new CodedError('WAREHOUSE_UNAVAILABLE', { path, reason: `it has the later format ${version}` });
    }
    if (version === 0) await writer.run(`INSERT INTO stored.schema_version VALUES (${schemaVersion})`);
    for (const view of await createViews(writer)) await writer.run(view);
  });
}
