import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';
import { quoteIdentifier, quoteLiteral } from '../sql-text.ts';
import type { WriteQueue } from '../write-queue.ts';
import { pageVisitDimensions, slotMs, visitDimensions } from './rollup-columns.ts';
import { slotTables } from './rollup-tables.ts';

const slotsPerDay = 86_400_000 / slotMs;
/** Part of a day's rows that may lie loose. */
const looseShare = 0.1;

const keys = ['app_id', 'slot', 'user_no', 'session_start', 'session_other'];
const names = (list: readonly string[]) => list.map(quoteIdentifier).join(', ');
const sums = (...list: readonly string[]) =>
  list.map((name) => `sum(${name})::INTEGER AS ${name}`).join(', ');

/** One row per key of rows `v`. */
const merged: Readonly<Record<(typeof slotTables)[number], string>> = {
  visit: `SELECT ${names([...keys, ...visitDimensions])}, bit_or(names) AS names,
    ${sums('events', 'views', 'opened', 'started', 'crashed')}, sum(engagement)::BIGINT AS engagement,
    max(duration) AS duration, sum(value) AS value, max(last_gap) AS last_gap`,
  page_visit: `SELECT ${names([...keys, ...pageVisitDimensions])},
    ${sums('events', 'page_views', 'screen_views', 'page_entries', 'screen_entries')},
    sum(engagement)::BIGINT AS engagement,
    max({'gap': page_gap, 'tie': page_tie}) FILTER (WHERE page_gap IS NOT NULL).gap AS page_gap,
    max({'gap': page_gap, 'tie': page_tie}) FILTER (WHERE page_gap IS NOT NULL).tie AS page_tie,
    max({'gap': screen_gap, 'tie': screen_tie}) FILTER (WHERE screen_gap IS NOT NULL).gap AS screen_gap,
    max({'gap': screen_gap, 'tie': screen_tie}) FILTER (WHERE screen_gap IS NOT NULL).tie AS screen_tie`,
};

/** A day with loose rows. */
interface LooseDay {
  readonly app: string;
  /** UTC days since 1970. */
  readonly day: number;
}

/** Makes one row of those with equal keys on the days that loads left loose, one after another between the waiting writes. */
export async function compactRollups(writer: () => DuckDbSession, writes: WriteQueue): Promise<void> {
  const days = await writes.add(() => looseDays(writer()));
  for (const day of days) await writes.add(() => writer().transaction(() => compactDay(writer(), day)));
}

async function looseDays(session: DuckDbSession): Promise<readonly LooseDay[]> {
  const rows = await session.rows(
    `SELECT l.app_id, l.day_no FROM (SELECT app_id, day_no, sum(written) AS written FROM stored.rollup_loose GROUP BY ALL) l
     JOIN (SELECT app_id, slot // ${slotsPerDay} AS day_no, sum(events) AS held FROM stored.visit GROUP BY ALL) h
       USING (app_id, day_no) WHERE l.written > h.held * ${looseShare} ORDER BY l.day_no, l.app_id`,
  );
  return rows.map((row) => ({ app: textOf(row, 'app_id'), day: numberOf(row, 'day_no') }));
}

async function compactDay(session: DuckDbSession, { app, day }: LooseDay): Promise<void> {
  const first = day * slotsPerDay;
  const isHeld = `v.app_id = ${quoteLiteral(app)} AND v.slot >= ${first} AND v.slot < ${first + slotsPerDay}`;
  for (const table of slotTables) {
    const [last] = await session.rows(`SELECT max(rowid) AS row_id FROM stored.${table}`);
    await session.run(
      `INSERT INTO stored.${table} BY NAME SELECT * FROM (${merged[table]} FROM stored.${table} v WHERE ${isHeld} GROUP BY ALL)
       ORDER BY user_no, slot`,
    );
    await session.run(
      `DELETE FROM stored.${table} v WHERE rowid <= ${numberOf(last, 'row_id')} AND ${isHeld}`,
    );
  }
  await session.run(
    `DELETE FROM stored.rollup_loose WHERE app_id = ${quoteLiteral(app)} AND day_no = ${day}`,
  );
}
