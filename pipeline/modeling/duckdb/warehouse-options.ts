import type { Clock, Logger, ProjectId } from '@millstream/core';
import type { EngineOptions } from './open-duckdb.ts';

/** Log written before it is folded into the database file, at most, unless the options say otherwise. */
const mostLogBytes = 128 * 1024 * 1024;
/** What the log holds stays in memory too, so it may take this part of it. */
const logShareOfMemory = 1 / 4;

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
  /** Bytes of log after which it is written into the file. @default a quarter of the memory, at most 128 MiB */
  readonly checkpointBytes?: number;
  /** Whether loads count what events and fields there are, for `metadata`. @default true */
  readonly keepsMetadata?: boolean;
  /** Whether loads keep the rows of the view `activity`, which analyses read. @default true */
  readonly keepsActivity?: boolean;
}

/** The engine's part of the options. */
export function engineOptions(options: DuckDbWarehouseOptions): EngineOptions {
  const { path, memoryLimitBytes, threads, lakeDir, readableDirectories } = options;
  return {
    path,
    memoryLimitBytes,
    threads,
    checkpointBytes: options.checkpointBytes ?? Math.min(mostLogBytes, memoryLimitBytes * logShareOfMemory),
    directories: [lakeDir, ...readableDirectories],
  };
}
