import type { ExpireOptions, ExpireResult, ModelledTable } from '../../warehouse.ts';
import { forgetUsers } from '../activity/load-activity.ts';
import { type DuckDbSession, numberOf } from '../duckdb-session.ts';
import type { WriteQueue } from '../write-queue.ts';
import type { Lake } from './lake.ts';
import { lakeTables } from './lake-columns.ts';
import { type Partition, partitionOf } from './partition.ts';

const dayMs = 86_400_000;
const expiringTables: readonly ModelledTable[] = ['event_v2', 'item_v2', 'session'];
/** Refused for a reason that often mends itself: an app registered too late, a clock put right. */
const shortKept = `'too_old', 'in_future', 'app_not_registered'`;

/** What an expiry works with. */
export interface Expiry {
  readonly writer: DuckDbSession;
  readonly writes: WriteQueue;
  readonly lake: Lake;
  /** Epoch ms. */
  readonly nowMs: number;
}

/** Moves days before the hot range to lake files and drops what retention ends. */
export async function expire(expiry: Expiry, options: ExpireOptions): Promise<ExpireResult> {
  const { writer, writes, lake, nowMs } = expiry;
  const days: Partition[] = [];
  for (const table of expiringTables) {
    days.push(...(await writes.add(() => daysBeforeBorder(writer, table, nowMs, options.hotDays))));
  }
  const movedRows = await lake.freeze(days);
  const removedRejects = await writes.add(() => removeRejects(writer, nowMs, options));
  const removedUsers = await writes.add(() =>
    removeUsers(writer, nowMs - (options.userDays ?? 3650) * dayMs),
  );
  return { movedPartitions: days.length, movedRows, removedRejects, removedUsers };
}

/** Hot days that end at or before the border, which counts back from min(now, newest row) of the table. */
async function daysBeforeBorder(
  writer: DuckDbSession,
  table: ModelledTable,
  nowMs: number,
  hotDays: number,
): Promise<readonly Partition[]> {
  const { stored } = lakeTables[table];
  const rows = await writer.rows(
    `WITH border AS (
       SELECT date_trunc('day', least(max(event_timestamp), make_timestamp($nowMs::BIGINT * 1000))
         - to_days($hotDays::INTEGER)) AS edge FROM ${stored}
     )
     SELECT DISTINCT '${table}' AS tbl, app_id, event_timestamp::DATE AS day
     FROM ${stored} WHERE event_timestamp < (SELECT edge FROM border) ORDER BY day, app_id`,
    { nowMs, hotDays },
  );
  return rows.map(partitionOf);
}

function removeRejects(writer: DuckDbSession, nowMs: number, options: ExpireOptions): Promise<number> {
  return writer.run(
    `DELETE FROM stored.reject WHERE
       (reason IN (${shortKept}) AND ingest_time_msec < $shortMs::BIGINT)
       OR (reason NOT IN (${shortKept}) AND ingest_time_msec < $longMs::BIGINT)`,
    {
      shortMs: nowMs - (options.rejectDays ?? 7) * dayMs,
      longMs: nowMs - (options.quarantineDays ?? 90) * dayMs,
    },
  );
}

async function removeUsers(writer: DuckDbSession, beforeMs: number): Promise<number> {
  const old = `event_timestamp < make_timestamp($beforeMs::BIGINT * 1000)`;
  const [found] = await writer.rows(`SELECT count(*) AS n FROM stored.user WHERE ${old}`, { beforeMs });
  if (numberOf(found, 'n') === 0) return 0;
  return writer.transaction(async () => {
    await writer.run(
      `INSERT INTO stored.dirty SELECT DISTINCT 'user_v2', app_id, event_timestamp::DATE, load_no FROM stored.user WHERE ${old}`,
      { beforeMs },
    );
    return forgetUsers(writer, `u.event_timestamp < make_timestamp(${beforeMs * 1000})`);
  });
}
