import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';
import { mostNamedBits } from './rollup-tables.ts';

/** Numbers of the names of an app's events; null when some have no bit in `stored.visit`. */
export async function eventNumbers(
  session: DuckDbSession,
  appId: string,
): Promise<ReadonlyMap<string, number> | null> {
  const rows = await session.rows(
    'SELECT event_name, name_no FROM stored.event_name_number WHERE app_id = $appId',
    { appId },
  );
  const numbers = new Map(rows.map((row) => [textOf(row, 'event_name'), numberOf(row, 'name_no')]));
  return [...numbers.values()].some((number) => number > mostNamedBits) ? null : numbers;
}
