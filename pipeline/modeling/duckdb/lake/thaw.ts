import type { DuckDbSession } from '../duckdb-session.ts';
import type { TimeRange } from '../load/touched-days.ts';
import { columnNames } from '../tables/stored-column.ts';
import { createViews } from '../views.ts';
import { type ColdFile, coldFiles, readColdFiles, storedRows } from './cold-files.ts';
import { lakeTables } from './lake-columns.ts';
import { partitionRange } from './partition.ts';

/**
 * Days a session may lie before an event of it, at most, for its stored row to be found among cold days. The clients end
 * a session after 30 idle minutes.
 */
const longestSessionDays = 7;

/** Brings whole cold days back into their hot tables, in the running transaction; the next expiry moves them out again. */
async function thaw(session: DuckDbSession, files: readonly ColdFile[], loadNo: number): Promise<void> {
  if (files.length === 0) return;
  for (const { table, app, day, path } of files) {
    const lake = lakeTables[table];
    await session.run(
      `INSERT INTO ${lake.stored} (${columnNames(lake.storedColumns)}) ${storedRows(table, [{ table, app, day, path }])}`,
    );
    await session.run(`DELETE FROM stored.cold WHERE tbl = $table AND app_id = $app AND day = $day::DATE`, {
      table,
      app,
      day,
    });
    await session.run(`INSERT INTO stored.dirty VALUES ($table, $app, $day::DATE, $loadNo::INTEGER)`, {
      table,
      app,
      day,
      loadNo,
    });
  }
  for (const view of await createViews(session)) await session.run(view);
}

/** Brings back events of the given days, and the items of the same days. */
async function thawEventDays(
  session: DuckDbSession,
  days: readonly ColdFile[],
  loadNo: number,
): Promise<void> {
  const wanted = new Set(days.map(({ app, day }) => `${day} ${app}`));
  const items = (await coldFiles(session, 'item_v2')).filter(({ app, day }) => wanted.has(`${day} ${app}`));
  await thaw(session, [...days, ...items], loadNo);
}

/** Which of the files hold a row that meets the condition on `o`. */
async function holding(
  session: DuckDbSession,
  files: readonly ColdFile[],
  condition: string,
  loadNo: number,
): Promise<readonly ColdFile[]> {
  const found: ColdFile[] = [];
  for (const file of files) {
    const rows = await session.rows(
      `SELECT 1 AS hit FROM (${storedRows(file.table, [file])}) o WHERE ${condition.replaceAll('$loadNo', String(loadNo))} LIMIT 1`,
    );
    if (rows.length > 0) found.push(file);
  }
  return found;
}

/** Brings back days that hold events of the files in `removed_file`. */
export async function thawFiles(session: DuckDbSession, loadNo: number): Promise<void> {
  const files = await coldFiles(session, 'event_v2');
  const days = await holding(session, files, 'o.file_id IN (SELECT file_id FROM removed_file)', loadNo);
  await thawEventDays(session, days, loadNo);
}

/** Brings back days of these ranges that hold an event this load repeats. */
export async function thawDuplicates(
  session: DuckDbSession,
  ranges: readonly TimeRange[],
  loadNo: number,
): Promise<void> {
  const near = (await coldFiles(session, 'event_v2')).filter((file) => {
    const { fromMs, toMs } = partitionRange(file);
    return ranges.some((range) => fromMs < range.toMs && toMs > range.fromMs);
  });
  const repeated = `EXISTS (FROM stored.event k WHERE k.load_no = $loadNo AND k.app_id = o.app_id
    AND k.event_uuid IS NOT DISTINCT FROM o.event_uuid AND k.event_text IS NOT DISTINCT FROM o.event_text)`;
  await thawEventDays(session, await holding(session, near, repeated, loadNo), loadNo);
}

/** Brings back days that hold a session of `session_new`. */
export async function thawContinuedSessions(session: DuckDbSession, loadNo: number): Promise<void> {
  const near = await readColdFiles(
    session,
    `SELECT * FROM stored.cold c WHERE c.tbl = 'session' AND EXISTS (
       FROM session_new n WHERE n.app_id = c.app_id
         AND c.day BETWEEN n.event_timestamp::DATE - ${longestSessionDays} AND n.event_timestamp::DATE + 1)`,
  );
  await thaw(session, await holding(session, near, sessionIn('session_new'), loadNo), loadNo);
}

/** Brings back days that hold a session of `affected`. */
export async function thawAffectedSessions(session: DuckDbSession, loadNo: number): Promise<void> {
  const files = await coldFiles(session, 'session');
  await thaw(session, await holding(session, files, sessionIn('affected'), loadNo), loadNo);
}

function sessionIn(relation: string): string {
  return `EXISTS (FROM ${relation} n WHERE n.app_id = o.app_id AND n.user_pseudo_id = o.user_pseudo_id AND n.session_id = o.session_id)`;
}

/** The cold events as a relation in stored form, for a replay; null when no day is cold. */
export async function coldEvents(session: DuckDbSession): Promise<string | null> {
  const files = await coldFiles(session, 'event_v2');
  return files.length === 0 ? null : `(${storedRows('event_v2', files)})`;
}
