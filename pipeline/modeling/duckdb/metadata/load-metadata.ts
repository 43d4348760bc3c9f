import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import {
  pendingEvents,
  settledLoadNo,
  settleMetadata,
  settleTables,
  takeBackEvents,
} from './settle-metadata.ts';
import { boundTables, tightenBounds } from './tighten-bounds.ts';

/**
 * Events that may wait to be counted. Counting takes some 40 ms whether there are ten events or thousands, so counting in
 * each small load would cost a third of it. Readers count the waiting ones themselves, in about 0.1 s.
 */
const mostPendingEvents = 50_000;

/** What one load does to the metadata, in the load's transaction. Does nothing where no metadata is kept. */
export class LoadMetadata {
  readonly #session: DuckDbSession;
  readonly #settled: number | null;
  #tookBack = false;

  private constructor(session: DuckDbSession, settled: number | null) {
    this.#session = session;
    this.#settled = settled;
  }

  /** Begins a load. */
  static async begin(session: DuckDbSession): Promise<LoadMetadata> {
    return new LoadMetadata(session, await settledLoadNo(session));
  }

  /** Takes stored events `e` that meet the condition out of the counts; run before they are deleted. */
  async takeBack(condition: string): Promise<void> {
    if (this.#settled === null) return;
    this.#tookBack = true;
    await takeBackEvents(
      this.#session,
      `SELECT e.* FROM stored.event e WHERE e.load_no <= ${this.#settled} AND ${condition}`,
    );
  }

  /** Ends the load: counts what waits when that is much, or when events were taken back. */
  async end(): Promise<void> {
    if (this.#settled === null) return;
    if (!this.#tookBack) {
      const [pending] = await this.#session.rows(
        `SELECT count(*) AS n FROM (${pendingEvents(this.#settled)})`,
      );
      if (numberOf(pending, 'n') < mostPendingEvents) return;
    }
    await settleMetadata(this.#session, this.#settled);
    if (this.#tookBack) await tightenBounds(this.#session);
    await dropMetadataTables(this.#session);
  }
}

/** Counts what waits, in a transaction of its own: before events leave the hot table. */
export async function settlePending(session: DuckDbSession): Promise<void> {
  const settled = await settledLoadNo(session);
  if (settled === null) return;
  await session.transaction(async () => {
    await settleMetadata(session, settled);
    await dropMetadataTables(session);
  });
}

async function dropMetadataTables(session: DuckDbSession): Promise<void> {
  const tables = [...settleTables, ...boundTables];
  await session.run(tables.map((table) => `DROP TABLE IF EXISTS temp.${table}`).join('; '));
}
