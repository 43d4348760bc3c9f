import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, isProjectId, silentLogger, systemClock } from '@millstream/core';
import { openDuckDbWarehouse } from '../duckdb/open-duckdb-warehouse.ts';
import type { QueryOptions, QueryRow, Warehouse } from '../warehouse.ts';

/** A warehouse in a folder of its own, removed at the end. */
export interface ScratchWarehouse extends AsyncDisposable {
  readonly warehouse: Warehouse;
  readonly folder: string;
  readonly lakeDir: string;
  /** All rows of a query. */
  rows(sql: string): Promise<readonly QueryRow[]>;
  /** Closes and opens it again on the same folder, with metadata unless told otherwise. */
  reopen(keepsMetadata?: boolean): Promise<void>;
}

/** Settings that a test may choose. */
export interface ScratchOptions {
  /** @default a new folder, removed at the end */
  readonly folder?: string;
  readonly clock?: Clock;
  readonly memoryLimitBytes?: number;
  readonly threads?: number;
  /** @default true */
  readonly keepsMetadata?: boolean;
  /** @default true */
  readonly keepsActivity?: boolean;
}

/** A clock that stands at `nowMs`. */
export function clockAt(nowMs: number): Clock {
  return { now: () => nowMs, monotonic: () => performance.now() };
}

/** All rows of a query. */
export async function readRows(
  warehouse: Warehouse,
  sql: string,
  options: QueryOptions = {},
): Promise<readonly QueryRow[]> {
  const rows: QueryRow[] = [];
  for await (const row of (await warehouse.query(sql, options)).rows) rows.push(row);
  return rows;
}

/** Opens a real warehouse for a test. */
export async function scratchWarehouse(options: ScratchOptions = {}): Promise<ScratchWarehouse> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'millstream-modeling-')));
  const lakeDir = join(folder, 'lake');
  const projectId = 'first';
  if (!isProjectId(projectId)) throw new Error('unreachable');
  const open = (keepsMetadata: boolean) =>
    openDuckDbWarehouse({
      path: join(folder, 'warehouse.duckdb'),
      lakeDir,
      projectId,
      memoryLimitBytes: options.memoryLimitBytes ?? 400_000_000,
      threads: options.threads ?? 2,
      clock: options.clock ?? systemClock,
      logger: silentLogger,
      readableDirectories: [folder],
      keepsActivity: options.keepsActivity ?? true,
      keepsMetadata,
    });
  let warehouse = await open(options.keepsMetadata ?? true);
  return {
    get warehouse() {
      return warehouse;
    },
    folder,
    lakeDir,
    rows: (sql) => readRows(warehouse, sql),
    reopen: async (keepsMetadata = true) => {
      await warehouse.close();
      warehouse = await open(keepsMetadata);
    },
    [Symbol.asyncDispose]: async () => {
      await warehouse.close();
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}
