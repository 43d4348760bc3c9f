import type { Clock, Logger, StoreLayout } from '@millstream/core';
import type { LakeFlushResult, Warehouse } from '@millstream/modeling';
import type { Settings } from '../config/settings.ts';
import type { RunLog } from './run-log.ts';
import { expireArchive } from './segment-archive.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Work that comes round by itself. */
export interface Maintenance {
  /** Exports changed partitions now and moves old days out of the hot tables. */
  flush(full: boolean, startedBy?: string): Promise<LakeFlushResult>;
  close(): Promise<void>;
}

/** Parts that are kept in order. */
export interface MaintenanceOptions {
  readonly warehouse: Warehouse;
  readonly layout: StoreLayout;
  readonly settings: Pick<Settings, 'modeling' | 'raw'>;
  /** Brings other copies in the lake up to date after an export. */
  readonly afterFlush: () => Promise<void>;
  /** Where exports are noted. */
  readonly runs: RunLog;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Exports to the lake at its interval, then moves old days out of the hot tables; once a day removes old raw files. */
export function startMaintenance(options: MaintenanceOptions): Maintenance {
  const { warehouse, layout, settings, clock, logger } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let expiredDay = 0;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  }

  async function flush(full: boolean, startedBy: string | null): Promise<LakeFlushResult> {
    const run = options.runs.begin({ kind: 'lake flush', startedBy });
    try {
      run.enter('export');
      const written = await warehouse.flushLake({ full });
      run.enter('copy');
      await options.afterFlush();
      run.enter('expire');
      const { movedRows } = await warehouse.expire({ hotDays: settings.modeling.hotDays });
      run.note({ ...written, movedRows });
      run.succeeded();
      return written;
    } catch (error) {
      run.failed(error, startedBy === null);
      throw error;
    }
  }

  async function expireRaw(): Promise<void> {
    const today = Math.floor(clock.now() / dayMs);
    if (today === expiredDay) return;
    const removed = await expireArchive(layout, clock.now() - settings.raw.keepDays * dayMs);
    expiredDay = today;
    logger.info({ removedRawFiles: removed }, 'old raw files were removed');
  }

  const tick = () => {
    inTurn(async () => {
      await flush(false, null);
      await expireRaw();
    }).catch((error: unknown) =>
      logger.error({ error: String(error) }, 'maintenance failed; it is tried again'),
    );
  };
  const timer = setInterval(tick, settings.modeling.lakeFlushMinutes * 60_000);
  timer.unref();
  return {
    flush: (full, startedBy = 'local administrator') => inTurn(() => flush(full, startedBy)),
    async close() {
      clearInterval(timer);
      await turn;
    },
  };
}
