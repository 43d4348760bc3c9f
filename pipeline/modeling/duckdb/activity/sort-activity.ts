import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';
import { quoteLiteral } from '../sql-text.ts';
import type { WriteQueue } from '../write-queue.ts';
import { activityOrder } from './activity-table.ts';

const dayMs = 86_400_000;
/** Part of a day's rows that may lie unsorted: a tenth costs a query little, and sorting costs 2 s per million rows. */
const unsortedShare = 0.1;

/** A day whose rows are to be sorted. */
interface UnsortedDay {
  readonly app: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Sorts the days that loads left unsorted, one after another between the waiting writes. */
export async function sortActivity(writer: () => DuckDbSession, writes: WriteQueue): Promise<void> {
  const days = await writes.add(() => unsortedDays(writer()));
  for (const day of days) {
    await writes.add(() => writer().transaction(() => sortDay(writer(), day)));
  }
}

/** Days that were written in more than one piece, of which a good part has come since they were sorted last. */
async function unsortedDays(session: DuckDbSession): Promise<readonly UnsortedDay[]> {
  const [pieces] = await session.rows('SELECT count(*) AS n FROM stored.activity_unsorted');
  if (numberOf(pieces, 'n') === 0) return [];
  await session.transaction(() => sumUp(session));
  const rows = await session.rows(
    `SELECT w.app_id, w.day FROM stored.activity_unsorted w JOIN (
       SELECT app_id, event_ms // ${dayMs} AS day_no, count(*) AS held FROM stored.activity GROUP BY ALL
     ) h ON h.app_id = w.app_id AND h.day_no = epoch_ms(w.day::TIMESTAMP) // ${dayMs}
     WHERE CASE WHEN w.written = h.held THEN w.written - w.largest ELSE w.written END > h.held * ${unsortedShare}
     ORDER BY w.day, w.app_id`,
  );
  return rows.map((row) => ({ app: textOf(row, 'app_id'), day: textOf(row, 'day') }));
}

/** One row per day in place of one per load. */
async function sumUp(session: DuckDbSession): Promise<void> {
  await session.run(
    `CREATE OR REPLACE TEMP TABLE activity_sum AS
     SELECT app_id, day, sum(written)::BIGINT AS written, max(largest) AS largest FROM stored.activity_unsorted GROUP BY ALL`,
  );
  await session.run('DELETE FROM stored.activity_unsorted');
  await session.run('INSERT INTO stored.activity_unsorted FROM temp.activity_sum');
  await session.run('DROP TABLE temp.activity_sum');
}

async function sortDay(session: DuckDbSession, { app, day }: UnsortedDay): Promise<void> {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  const held = `app_id = ${quoteLiteral(app)} AND event_ms >= ${fromMs} AND event_ms < ${fromMs + dayMs}`;
  const [last] = await session.rows('SELECT max(rowid) AS row_id FROM stored.activity');
  await session.run(
    `INSERT INTO stored.activity SELECT * FROM stored.activity WHERE ${held} ORDER BY ${activityOrder}`,
  );
  await session.run(`DELETE FROM stored.activity WHERE rowid <= ${numberOf(last, 'row_id')} AND ${held}`);
  await session.run(
    `DELETE FROM stored.activity_unsorted WHERE app_id = ${quoteLiteral(app)} AND day = ${quoteLiteral(day)}::DATE`,
  );
}
