import type { DuckDbSession } from '../duckdb-session.ts';
import { numberOf } from '../duckdb-session.ts';
import { coldFiles, storedRows } from '../lake/cold-files.ts';
import { partitionRange } from '../lake/partition.ts';
import { inRange, joinDays } from '../load/touched-days.ts';
import { looseTable, sameKey, seenTable } from './add-counts.ts';
import { carriedFieldsOf, eventsOf, ofPeople, originsOf, parametersOf } from './discovered-sql.ts';
import { type CountTable, eventCounts, parameterCounts } from './metadata-tables.ts';

/** Temporary tables of keys whose times may be loose. */
export const boundTables: readonly string[] = [eventCounts, parameterCounts].map(looseTable);

/**
 * Looks up the first and last times that went with events that were taken back, unless the events that were added since
 * restored them (as a rebuild usually does). Reads only events of the same names and days.
 */
export async function tightenBounds(session: DuckDbSession): Promise<void> {
  for (const table of [eventCounts, parameterCounts]) {
    await forgetRestored(session, table);
    const days = await session.rows(
      `SELECT DISTINCT epoch_ms(day::TIMESTAMP) AS day FROM ${looseTable(table)} ORDER BY day`,
    );
    if (days.length === 0) continue;
    const events = await eventsOfLoose(
      session,
      table,
      days.map((row) => numberOf(row, 'day')),
    );
    const found =
      table === eventCounts
        ? eventsOf(`(${originsOf(events)})`)
        : parametersOf(`(${carriedFieldsOf(events)})`);
    await session.run(
      `UPDATE stored.${table.name} t SET first_seen = s.first_seen, last_seen = s.last_seen
       FROM (${found}) s WHERE ${sameKey(table.keys, 't', 's')}`,
    );
  }
}

async function forgetRestored(session: DuckDbSession, table: CountTable): Promise<void> {
  await session.run(
    `DELETE FROM ${looseTable(table)} t USING ${seenTable(table)} s
     WHERE ${sameKey(table.keys, 't', 's')} AND s.first_seen <= t.first_seen AND s.last_seen >= t.last_seen`,
  );
}

/** Stored events, hot and cold, of the names and days that the loose keys have. */
async function eventsOfLoose(
  session: DuckDbSession,
  table: CountTable,
  days: readonly number[],
): Promise<string> {
  const ranges = joinDays(days);
  const cold = (await coldFiles(session, 'event_v2')).filter((file) => {
    const { fromMs, toMs } = partitionRange(file);
    return ranges.some((range) => fromMs < range.toMs && toMs > range.fromMs);
  });
  const near = ranges.map((range) => inRange('e', range)).join(' OR ');
  const hot = `SELECT e.* FROM stored.event e WHERE (${near})`;
  const all = cold.length === 0 ? hot : `${hot} UNION ALL ${storedRows('event_v2', cold)}`;
  return ofPeople(
    `SELECT e.* FROM (${all}) e
     SEMI JOIN ${looseTable(table)} k ON k.app_id = e.app_id AND k.event_name = e.event_name
       AND k.day = e.event_timestamp::DATE WHERE true`,
  );
}
