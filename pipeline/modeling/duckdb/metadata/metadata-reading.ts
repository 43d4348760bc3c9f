import type { DuckDbSession } from '../duckdb-session.ts';

/** What the parts of a reading share. The temporary `…_seen` tables hold what no stored table counts yet. */
export interface MetadataReading {
  readonly session: DuckDbSession;
  readonly appId: string;
  readonly timeZone: string;
  readonly asOfMs: number;
  readonly days: number;
}

/** Relation of an app's rows of a table of counts or values, those that wait included. Parameter: app. */
export function known(table: string): string {
  return `(FROM stored.${table} WHERE app_id = $app UNION ALL BY NAME FROM ${table}_seen)`;
}
