import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { asCodedError } from '@millstream/core';
import { compactFile } from './compact-file.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { ReadingConnections } from './query/reading-connections.ts';
import { reasonOf } from './query/reading-statement.ts';
import { quoteList, quoteLiteral } from './sql-text.ts';

/** A column's part of a row group fills whole blocks: with the usual 256 KiB, a tenth of the file would be empty. */
const blockBytes = 65_536;
/** A third of the usual: a thread holds a whole group of wide rows in memory while it fills it. */
const rowGroupRows = 40_960;

/** Disk that queries and loads may spill to, for each byte of memory. */
const spillPerMemory = 4;

/** Only ATTACH takes these sizes. */
const attachOptions = `(BLOCK_SIZE ${blockBytes}, ROW_GROUP_SIZE ${rowGroupRows}, STORAGE_VERSION 'latest')`;

/** How the engine is opened. */
export interface EngineOptions {
  /** Database file; made when absent. */
  readonly path: string;
  /** Memory the engine may use, bytes; it passes this by up to 30 %. */
  readonly memoryLimitBytes: number;
  readonly threads: number;
  /** Bytes of log after which it is written into the file. */
  readonly checkpointBytes: number;
  /** The only directories SQL may touch. */
  readonly directories: readonly string[];
}

/** An open engine. */
export interface Engine {
  /** Connections for queries. */
  readonly readers: ReadingConnections;
  connect(): Promise<DuckDbSession>;
  /** Closes the readers and the database. */
  close(): void;
}

/** Queries whose progress can be told at the same time. */
const readerCount = 6;

/** A connection that keeps count of its queries' progress. */
async function openReader(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run('USE warehouse');
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  await connection.run('SET progress_bar_time = 0');
  return connection;
}

/** Opens the database, then locks its configuration: UTC, no downloads, files only below `directories`. */
export async function openDuckDb(options: EngineOptions): Promise<Engine> {
  try {
    await mkdir(dirname(options.path), { recursive: true });
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${Math.floor(options.memoryLimitBytes / 1024)}KiB`,
      threads: String(options.threads),
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      // Row order is never relied on, and keeping it would hold whole files in memory.
      preserve_insertion_order: 'false',
      checkpoint_threshold: `${Math.floor(options.checkpointBytes / 1024)}KiB`,
      temp_directory: `${options.path}.tmp`,
      // What a query spills must not eat the disk that collection needs.
      max_temp_directory_size: `${Math.floor((options.memoryLimitBytes * spillPerMemory) / 1024)}KiB`,
      enable_object_cache: 'true',
    });
    const session = new DuckDbSession(await instance.connect());
    await compactFile(session, options.path, attachOptions);
    await session.run(`ATTACH ${quoteLiteral(options.path)} AS warehouse ${attachOptions}`);
    await session.run("SET GLOBAL TimeZone = 'UTC'");
    const directories = options.directories.map((directory) =>
      directory.endsWith('/') ? directory : `${directory}/`,
    );
    await session.run(`SET GLOBAL allowed_directories = ${quoteList(directories)}`);
    await session.run('SET GLOBAL enable_external_access = false');
    const connections = await Promise.all(Array.from({ length: readerCount }, () => openReader(instance)));
    await session.run('SET GLOBAL lock_configuration = true');
    session.connection.closeSync();
    const connect = async () => {
      const opened = new DuckDbSession(await instance.connect());
      await opened.run('USE warehouse');
      return opened;
    };
    const readers = new ReadingConnections(connections, async () => (await connect()).connection);
    const close = () => {
      readers.close();
      instance.closeSync();
    };
    return { readers, connect, close };
  } catch (error) {
    throw asCodedError(error, 'WAREHOUSE_UNAVAILABLE', { path: options.path, reason: reasonOf(error) });
  }
}
