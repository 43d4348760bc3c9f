import type { Clock, Logger, StoreLayout } from '@millstream/core';
import type { Warehouse } from '@millstream/modeling';
import type { Settings } from '../config/settings.ts';
import { expireArchive } from './segment-archive.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Work that comes round by itself. */
export interface Maintenance {
  /** Exports changed partitions now. */
  flush(full: boolean): Promise<unknown>;
  close(): Promise<void>;
}

/** Parts that are kept in order. */
export interface MaintenanceOptions {
  readonly warehouse: Warehouse;
  readonly layout: StoreLayout;
  readonly settings: Pick<Settings, 'modeling' | 'raw'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Exports to the lake at its interval; once a day moves old days out of the hot tables and removes old raw files. */
export function startMaintenance(options: MaintenanceOptions): Maintenance {
  const { warehouse, layout, settings, clock, logger } = options;
  let turn: Promise<unknown> = Promise.resolve();
  let expiredDay = 0;

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => {});
    return result;
  }

  async function expire(): Promise<void> {
    const today = Math.floor(clock.now() / dayMs);
    if (today === expiredDay) return;
    await warehouse.expire({ hotDays: settings.modeling.hotDays });
    const removed = await expireArchive(layout, clock.now() - settings.raw.keepDays * dayMs);
    expiredDay = today;
    logger.info({ removedRawFiles: removed }, 'old days were moved out');
  }

  const flush = (full: boolean) => inTurn(() => warehouse.flushLake({ full }));
  const tick = () => {
    inTurn(async () => {
      await warehouse.flushLake({ full: false });
      await expire();
    }).catch((error: unknown) =>
      logger.error({ error: String(error) }, 'maintenance failed; it is tried again'),
    );
  };
  const timer = setInterval(tick, settings.modeling.lakeFlushMinutes * 60_000);
  timer.unref();
  return {
    flush,
    async close() {
      clearInterval(timer);
      await turn;
    },
  };
}
