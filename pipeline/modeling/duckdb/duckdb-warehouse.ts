import { asCodedError } from '@millstream/core';
import type { LedgerFilter, LedgerReport } from '../ledger-report.ts';
import type { LoadBatch, LoadResult } from '../load-batch.ts';
import type { QueryOptions, QueryResult } from '../warehouse.ts';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';
import { noColdDays } from './lake/cold-days.ts';
import { readLedger } from './ledger/read-ledger.ts';
import { doneNames, loadBatch } from './load/load-batch.ts';
import type { Engine } from './open-duckdb.ts';
import type { DuckDbWarehouseOptions } from './open-duckdb-warehouse.ts';
import { reasonOf } from './query/reading-statement.ts';
import { runQuery } from './query/run-query.ts';
import { WriteQueue } from './write-queue.ts';

/** The embedded warehouse: one writing connection, one connection per query. */
export class DuckDbWarehouse {
  readonly #engine: Engine;
  readonly #writer: DuckDbSession;
  readonly #options: DuckDbWarehouseOptions;
  readonly #writes = new WriteQueue();
  #closing = new AbortController();
  #nextLoadNo = 1;
  #nextFileId = 1;

  private constructor(engine: Engine, writer: DuckDbSession, options: DuckDbWarehouseOptions) {
    this.#engine = engine;
    this.#writer = writer;
    this.#options = options;
  }

  static async open(engine: Engine, writer: DuckDbSession, options: DuckDbWarehouseOptions) {
    const warehouse = new DuckDbWarehouse(engine, writer, options);
    const [last] = await writer.rows(
      `SELECT (SELECT max(load_no) FROM stored.batch) AS load_no,
         (SELECT max(file_id) FROM stored.done_file) AS file_id`,
    );
    warehouse.#nextLoadNo = numberOf(last, 'load_no') + 1;
    warehouse.#nextFileId = numberOf(last, 'file_id') + 1;
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
      try {
        return await this.#writer.transaction(() => loadBatch(this.#writer, batch, numbers, noColdDays));
      } catch (error) {
        throw asCodedError(error, 'WAREHOUSE_LOAD_FAILED', { batch: batch.id, reason: reasonOf(error) });
      }
    });
  }

  async doneFiles(names: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#read(async (session) => new Set(await doneNames(session, names)));
  }

  async query(sql: string, options: QueryOptions = {}): Promise<QueryResult> {
    const { connection } = await this.#engine.connect();
    const { clock } = this.#options;
    return runQuery({ connection, clock, closing: this.#closing.signal, onEnd: () => undefined }, sql, options);
  }

  cancelQueries(): void {
    this.#closing.abort();
    this.#closing = new AbortController();
  }

  refresh(): Promise<void> {
    return this.#writes.add(async () => {
      await this.#writer.run('CHECKPOINT');
    });
  }

  ledger(filter: LedgerFilter = {}): Promise<LedgerReport> {
    return this.#read((session) => readLedger(session, filter));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writes.idle();
    this.#writer.connection.closeSync();
    this.#engine.instance.closeSync();
  }

  async #read<T>(work: (session: DuckDbSession) => Promise<T>): Promise<T> {
    const session = await this.#engine.connect();
    try {
      return await session.transaction(() => work(session));
    } finally {
      session.connection.closeSync();
    }
  }
}
