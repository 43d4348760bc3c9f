import { asCodedError } from '@millstream/core';
import type { DiscoveredMetadata, MetadataOptions } from '../discovered-metadata.ts';
import type { LakeFlushOptions, LakeFlushResult, TableExport } from '../lake-flush.ts';
import type { LoadBatch, LoadResult } from '../load-batch.ts';
import type { SegmentCount, SegmentIds, SegmentKey } from '../segment-members.ts';
import type {
  ExpireOptions,
  ExpireResult,
  QueryOptions,
  QueryResult,
  Warehouse,
  WarehouseStatus,
} from '../warehouse.ts';
import { sortActivity } from './activity/sort-activity.ts';
import { copyLake, copyWarehouse } from './back-up.ts';
import { readState, writeState } from './carried-state.ts';
import { isMostlyEmpty } from './compact-file.ts';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';
import { exportTables } from './export-tables.ts';
import { expire } from './lake/expire.ts';
import { Lake } from './lake/lake.ts';
import { RetiredFiles } from './lake/retired-files.ts';
import { sortableRows } from './lake/write-partition.ts';
import { loadBatch } from './load/load-batch.ts';
import { settlePending } from './metadata/load-metadata.ts';
import { readMetadata } from './metadata/read-metadata.ts';
import { trimOldValues } from './metadata/trim-values.ts';
import { type Engine, openDuckDb } from './open-duckdb.ts';
import { MemoryWatch } from './query/memory-watch.ts';
import { reasonOf } from './query/reading-statement.ts';
import { runQuery } from './query/run-query.ts';
import { ReadingWarehouse } from './reading-warehouse.ts';
import { compactRollups } from './rollups/compact-rollups.ts';
import { removeMembers, swapMembers } from './segments/segment-writes.ts';
import { countMembers, stageMembers } from './segments/staged-members.ts';
import { type DuckDbWarehouseOptions, engineOptions } from './warehouse-options.ts';
import { warehouseStatus } from './warehouse-status.ts';
import { WriteQueue } from './write-queue.ts';

/** Part of the memory that queries may work with at the same time; the rest stays for loads and pages. */
const queryShareOfMemory = 0.6;

const dayMs = 86_400_000;

/** The embedded warehouse: one writing connection whose work queues up, one connection per query. */
export class DuckDbWarehouse extends ReadingWarehouse implements Warehouse {
  #engine: Engine;
  #writer: DuckDbSession;
  readonly #options: DuckDbWarehouseOptions;
  readonly #writes = new WriteQueue();
  /** Flush and expiry rewrite the same files, so they take turns. */
  readonly #lakeWork = new WriteQueue();
  readonly #retired = new RetiredFiles();
  readonly #lake: Lake;
  readonly #memory: MemoryWatch;
  #closing = new AbortController();
  /** Set while the database is closed for a moment. */
  #shut: Promise<void> | undefined;
  #nextLoadNo = 1;
  #nextFileId = 1;

  private constructor(engine: Engine, writer: DuckDbSession, options: DuckDbWarehouseOptions) {
    super();
    this.#engine = engine;
    this.#writer = writer;
    this.#options = options;
    const { lakeDir, logger } = options;
    const [writes, retired] = [this.#writes, this.#retired];
    const connect = () => this.#engine.connect();
    this.#memory = new MemoryWatch(options.memoryLimitBytes * queryShareOfMemory, connect);
    const mostSortedRows = sortableRows(options.memoryLimitBytes);
    this.#lake = new Lake({
      lakeDir,
      logger,
      mostSortedRows,
      writer: () => this.#writer,
      writes,
      retired,
      connect,
    });
  }

  /** Takes over an engine whose tables exist. */
  static async open(
    engine: Engine,
    writer: DuckDbSession,
    options: DuckDbWarehouseOptions,
  ): Promise<DuckDbWarehouse> {
    const warehouse = new DuckDbWarehouse(engine, writer, options);
    const [last] = await writer.rows(
      `SELECT (SELECT max(load_no) FROM stored.batch) AS load_no,
         (SELECT max(file_id) FROM stored.done_file) AS file_id`,
    );
    warehouse.#nextLoadNo = numberOf(last, 'load_no') + 1;
    warehouse.#nextFileId = numberOf(last, 'file_id') + 1;
    await warehouse.#lake.open();
    return warehouse;
  }

  load(batch: LoadBatch): Promise<LoadResult> {
    return this.#writes.add(async () => {
      const numbers = {
        loadNo: this.#nextLoadNo,
        firstFileId: this.#nextFileId,
        createdMs: this.#options.clock.now(),
      };
      this.#nextLoadNo += 1;
      this.#nextFileId += batch.files.length;
      const attempt = () => this.#writer.transaction(() => loadBatch(this.#writer, batch, numbers));
      try {
        return await attempt().catch((error: unknown) => {
          // Events come before analyses: queries give their memory up, and the load has it.
          if (!reasonOf(error).startsWith('Out of Memory') || !this.#memory.stopAll()) throw error;
          return attempt();
        });
      } catch (error) {
        throw asCodedError(error, 'WAREHOUSE_LOAD_FAILED', { batch: batch.id, reason: reasonOf(error) });
      }
    });
  }

  async query(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
    // Taken before anything is awaited: a cancellation meanwhile must reach this query.
    const closing = this.#closing.signal;
    while (this.#shut !== undefined) await this.#shut;
    const onEnd = this.#retired.queryBegins();
    const lent = await this.#engine.readers.take().catch((error: unknown) => {
      onEnd();
      throw error;
    });
    return runQuery({ ...lent, closing, onEnd, memory: this.#memory }, sql, options);
  }

  cancelQueries(): void {
    this.#closing.abort();
    this.#closing = new AbortController();
  }

  expire(options: ExpireOptions): Promise<ExpireResult> {
    return this.#lakeWork.add(async () => {
      const nowMs = this.#options.clock.now();
      const expiry = { writer: this.#writer, writes: this.#writes, lake: this.#lake, nowMs };
      const result = await expire(expiry, options);
      await this.#writes.add(() => trimOldValues(this.#writer, nowMs - options.hotDays * dayMs));
      await sortActivity(() => this.#writer, this.#writes);
      await compactRollups(() => this.#writer, this.#writes);
      await this.#writes.add(() => this.#shrink());
      return result;
    });
  }

  refresh(): Promise<void> {
    return this.#writes.add(async () => {
      await settlePending(this.#writer);
      await this.#writer.run('CHECKPOINT warehouse');
    });
  }

  flushLake(options: LakeFlushOptions = {}): Promise<LakeFlushResult> {
    return this.#lakeWork.add(() => this.#lake.flush(options));
  }

  backUp(targetDir: string, beside: () => Promise<void> = async () => undefined): Promise<void> {
    const { path, lakeDir } = this.#options;
    return this.#lakeWork.add(async () => {
      await this.#writes.add(async () => {
        await copyWarehouse(this.#writer, path, targetDir);
        await beside();
      });
      await copyLake(lakeDir, targetDir);
    });
  }

  exportTables(outDir: string, format: 'parquet' | 'ndjson'): Promise<readonly TableExport[]> {
    return this.#writes.add(() => exportTables(this.#writer, outDir, format));
  }

  readState(stateDir: string): Promise<void> {
    return this.#writes.add(() => this.#writer.transaction(() => readState(this.#writer, stateDir)));
  }

  writeState(stateDir: string): Promise<void> {
    return this.#writes.add(() => writeState(this.#writer, stateDir));
  }

  metadata(appId: string, options: MetadataOptions = {}): Promise<DiscoveredMetadata> {
    const asOfMs = options.asOfMs ?? this.#options.clock.now();
    return this.read((session) => readMetadata(session, appId, { ...options, asOfMs }));
  }

  replaceSegment(segment: SegmentKey, ids: SegmentIds, signal?: AbortSignal): Promise<SegmentCount> {
    return this.withConnection(async (session) => {
      await stageMembers(session, segment.appId, ids, signal);
      const found = await countMembers(session, segment.appId);
      await this.#writes.add(() => session.transaction(() => swapMembers(session, segment)));
      return found;
    });
  }

  countSegment(appId: string, ids: SegmentIds, signal?: AbortSignal): Promise<SegmentCount> {
    return this.withConnection(async (session) => {
      await stageMembers(session, appId, ids, signal);
      return countMembers(session, appId);
    });
  }

  removeSegment(segment: SegmentKey): Promise<void> {
    return this.#writes.add(() => this.#writer.transaction(() => removeMembers(this.#writer, segment)));
  }

  status(): Promise<WarehouseStatus> {
    return this.read((session) => warehouseStatus(session, this.#options.path));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#lakeWork.idle();
    await this.#writes.idle();
    this.#writer.connection.closeSync();
    this.#engine.close();
  }

  /**
   * Opens the database again when most of its file is empty: opening copies it. Queries wait meanwhile, for seconds. A
   * running query would have to be waited for, so then the next expiry tries.
   */
  async #shrink(): Promise<void> {
    await this.#writer.run('CHECKPOINT warehouse');
    if (!(await isMostlyEmpty(this.#writer, 'warehouse')) || this.#retired.isBeingRead) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#shut = promise;
    try {
      this.#writer.connection.closeSync();
      this.#engine.close();
      this.#engine = await openDuckDb(engineOptions(this.#options));
      this.#writer = await this.#engine.connect();
    } finally {
      this.#shut = undefined;
      resolve();
    }
  }

  /** Reads in one snapshot; see `withConnection`. */
  protected override read<T>(work: (session: DuckDbSession) => Promise<T>): Promise<T> {
    return this.withConnection((session) => session.transaction(() => work(session)));
  }

  /** Works on a connection of its own; cold files stay while it lasts. */
  protected override async withConnection<T>(work: (session: DuckDbSession) => Promise<T>): Promise<T> {
    while (this.#shut !== undefined) await this.#shut;
    const ended = this.#retired.queryBegins();
    const session = await this.#engine.connect();
    try {
      return await work(session);
    } finally {
      session.connection.closeSync();
      ended();
    }
  }
}
