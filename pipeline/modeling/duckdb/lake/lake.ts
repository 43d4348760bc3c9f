import { mkdir, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Logger } from '@millstream/core';
import type { LakeFlushOptions, LakeFlushResult } from '../../lake-flush.ts';
import { type ModelledTable, modelledTables } from '../../warehouse.ts';
import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import type { WriteQueue } from '../write-queue.ts';
import { readColdFiles } from './cold-files.ts';
import { publishFile } from './durable-file.ts';
import { freezeDays } from './freeze.ts';
import { lakeTables } from './lake-columns.ts';
import { type Partition, partitionFileName, partitionFolder, partitionOf } from './partition.ts';
import type { RetiredFiles } from './retired-files.ts';
import { groupPartitions, hotPartitions, writeGroup } from './write-partition.ts';

/** Cold days that are rewritten while loads wait, at most, before one gets its turn. */
const daysPerTurn = 16;

/** What the lake works with. */
export interface LakeOptions {
  readonly lakeDir: string;
  /** Rows up to which a file that stays is sorted. */
  readonly mostSortedRows: number;
  readonly logger: Logger;
  /** The writing connection of the moment; it changes when the database is opened again. */
  writer(): DuckDbSession;
  readonly writes: WriteQueue;
  readonly retired: RetiredFiles;
  connect(): Promise<DuckDbSession>;
}

/** Sums of what was written. */
interface Tally {
  writtenPartitions: number;
  removedPartitions: number;
  rows: number;
  bytes: number;
}

/** The Parquet files of the modelled tables: one file per app and day, replaced as a whole. */
export class Lake {
  readonly #options: LakeOptions;
  readonly #pending: string;

  constructor(options: LakeOptions) {
    this.#options = options;
    this.#pending = join(options.lakeDir, '.pending');
  }

  /** Empties what a crash left behind; call before the first use. */
  async open(): Promise<void> {
    await rm(this.#pending, { recursive: true, force: true });
    await mkdir(this.#pending, { recursive: true });
    const registered = await readColdFiles(this.#options.writer(), 'SELECT * FROM stored.cold');
    await this.#options.retired.removeUnregistered(
      join(this.#options.lakeDir, '.cold'),
      new Set(registered.map((file) => file.path)),
    );
  }

  /** Writes the changed partitions. Days that are cold take in their late rows. */
  async flush(options: LakeFlushOptions): Promise<LakeFlushResult> {
    const tally: Tally = { writtenPartitions: 0, removedPartitions: 0, rows: 0, bytes: 0 };
    const lateDays = await this.#flushHot(options.full === true, tally);
    await this.freeze(lateDays, tally);
    return tally;
  }

  /** Moves whole days from the hot tables to immutable files behind the same views; answers with the rows moved. */
  async freeze(partitions: readonly Partition[], tally?: Tally): Promise<number> {
    const { writer, writes, lakeDir, retired, mostSortedRows } = this.#options;
    let moved = 0;
    for (let start = 0; start < partitions.length; start += daysPerTurn) {
      const turn = partitions.slice(start, start + daysPerTurn);
      const folders = { lakeDir, pending: this.#pending, mostSortedRows };
      const done = await writes.add(() => freezeDays(writer(), turn, folders));
      retired.add(done.replacedPaths);
      moved += done.movedRows;
      if (tally === undefined) continue;
      tally.writtenPartitions += turn.length;
      tally.rows += done.rows;
      tally.bytes += done.bytes;
    }
    return moved;
  }

  /** All partitions are read in one snapshot while loads go on. Answers with the changed days that are cold. */
  async #flushHot(full: boolean, tally: Tally): Promise<readonly Partition[]> {
    const session = await this.#options.connect();
    try {
      const cut = await session.transaction(async () => {
        const [last] = await session.rows('SELECT max(load_no) AS load_no FROM stored.dirty');
        const changed = await session.rows(full ? allPartitions() : changedPartitions);
        const cold = await readColdFiles(session, 'SELECT * FROM stored.cold');
        const isCold = new Set(cold.map(partitionFileName));
        const partitions = changed.map(partitionOf);
        const hot = partitions.filter((partition) => !isCold.has(partitionFileName(partition)));
        for (const table of modelledTables) tally.rows += await this.#writeAside(session, table, hot);
        const late = partitions.filter((partition) => isCold.has(partitionFileName(partition)));
        return { loadNo: numberOf(last, 'load_no'), hot, late };
      });
      for (const partition of cut.hot) await this.#publish(partition, tally);
      await this.#clearMarks(cut.hot, cut.loadNo);
      return cut.late;
    } finally {
      session.connection.closeSync();
    }
  }

  async #writeAside(
    session: DuckDbSession,
    table: ModelledTable,
    wanted: readonly Partition[],
  ): Promise<number> {
    const names = new Set(wanted.filter((partition) => partition.table === table).map(partitionFileName));
    if (names.size === 0) return 0;
    const sized = (await hotPartitions(session, table)).filter((partition) =>
      names.has(partitionFileName(partition)),
    );
    await mkdir(join(this.#pending, table), { recursive: true });
    for (const group of groupPartitions(sized)) {
      await writeGroup(session, group, { root: this.#pending, format: 'parquet', specifiedOnly: false });
    }
    return sized.reduce((sum, partition) => sum + partition.rows, 0);
  }

  async #publish(partition: Partition, tally: Tally): Promise<void> {
    const source = join(partitionFolder(this.#pending, partition), 'part-0.parquet');
    const folder = partitionFolder(this.#options.lakeDir, partition);
    const target = join(folder, 'part-0.parquet');
    const written = await stat(source).catch(() => null);
    if (written !== null) {
      await publishFile(source, target);
      tally.writtenPartitions += 1;
      tally.bytes += written.size;
      return;
    }
    if ((await stat(target).catch(() => null)) === null) return;
    await rm(target, { force: true });
    await removeEmptyFolders(folder, this.#options.lakeDir);
    tally.removedPartitions += 1;
  }

  async #clearMarks(partitions: readonly Partition[], loadNo: number): Promise<void> {
    if (partitions.length === 0) return;
    const { writer, writes } = this.#options;
    const list = JSON.stringify(partitions.map(({ table, app, day }) => ({ table, app, day })));
    await writes.add(() =>
      writer().run(
        `DELETE FROM stored.dirty d USING (
           SELECT unnest(from_json($list, '[{"table":"VARCHAR","app":"VARCHAR","day":"DATE"}]'), recursive := true)
         ) p WHERE d.tbl = p.table AND d.app_id = p.app AND d.day = p.day AND d.load_no <= $loadNo::INTEGER`,
        { list, loadNo },
      ),
    );
  }
}

/** Newest day first: a user who moves to a later day is there before the earlier day's file loses the old row. */
const changedPartitions = `SELECT DISTINCT tbl, app_id, day FROM stored.dirty ORDER BY day DESC, tbl, app_id`;

function allPartitions(): string {
  const parts = modelledTables.map(
    (table) =>
      `SELECT DISTINCT '${table}' AS tbl, app_id, event_timestamp::DATE AS day FROM ${lakeTables[table].stored}`,
  );
  return `SELECT DISTINCT tbl, app_id, day FROM (SELECT tbl, app_id, day FROM stored.dirty UNION ALL ${parts.join(' UNION ALL ')})
    ORDER BY day DESC, tbl, app_id`;
}

async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  if (folder === root || !folder.startsWith(root)) return;
  if ((await readdir(folder)).length > 0) return;
  await rmdir(folder);
  await removeEmptyFolders(dirname(folder), root);
}
