import type { DuckDbSession } from '../duckdb-session.ts';
import type { CountTable } from './metadata-tables.ts';

const mayBeNull = new Set(['platform', 'sdk_name', 'sdk_version']);

/** Condition that rows of the two aliases have the same key. Plain equality lets the engine skip other days. */
export function sameKey(keys: readonly string[], left: string, right: string): string {
  return keys
    .map((key) => `${left}.${key} ${mayBeNull.has(key) ? 'IS NOT DISTINCT FROM' : '='} ${right}.${key}`)
    .join(' AND ');
}

/** Name of the temporary table with the rows that are added to or taken back from a table of counts. */
export function seenTable({ name }: CountTable): string {
  return `${name}_seen`;
}

/** Name of the temporary table with keys whose first or last time may be that of a removed event. */
export function looseTable({ name }: CountTable): string {
  return `${name}_loose`;
}

/** Adds the rows of the table's `seenTable`. */
export async function addCounts(session: DuckDbSession, table: CountTable): Promise<void> {
  const seen = seenTable(table);
  const bounds = table.hasBounds
    ? `, first_seen = least(t.first_seen, s.first_seen), last_seen = greatest(t.last_seen, s.last_seen)`
    : '';
  const same = sameKey(table.keys, 't', 's');
  await session.run(
    `UPDATE stored.${table.name} t SET event_count = t.event_count + s.event_count${bounds} FROM ${seen} s WHERE ${same}`,
  );
  await session.run(
    `INSERT INTO stored.${table.name} BY NAME
     SELECT s.* FROM ${seen} s WHERE NOT EXISTS (FROM stored.${table.name} t WHERE ${same})`,
  );
}

/** Takes the rows of the table's `seenTable` back and notes in its `looseTable` which times have to be looked up. */
export async function takeBackCounts(session: DuckDbSession, table: CountTable): Promise<void> {
  const seen = seenTable(table);
  const same = sameKey(table.keys, 't', 's');
  await session.run(
    `UPDATE stored.${table.name} t SET event_count = t.event_count - s.event_count FROM ${seen} s WHERE ${same}`,
  );
  await session.run(`DELETE FROM stored.${table.name} WHERE event_count <= 0`);
  if (!table.hasBounds) return;
  const loose = looseTable(table);
  await session.run(`CREATE TEMP TABLE IF NOT EXISTS ${loose} AS FROM stored.${table.name} LIMIT 0`);
  await session.run(
    `INSERT INTO ${loose} SELECT t.* FROM stored.${table.name} t JOIN ${seen} s ON ${same}
     WHERE s.first_seen <= t.first_seen OR s.last_seen >= t.last_seen`,
  );
}
