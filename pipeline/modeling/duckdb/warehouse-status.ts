import { stat } from 'node:fs/promises';
import type { WarehouseStatus } from '../warehouse.ts';
import { type DuckDbSession, numberOf } from './duckdb-session.ts';

async function fileBytes(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0;
}

/** Sizes of the open database. Row counts come from the tables' metadata and cost no scan. */
export async function warehouseStatus(session: DuckDbSession, path: string): Promise<WarehouseStatus> {
  const [rows] = await session.rows(
    `SELECT (SELECT count(*) FROM stored.event) AS events, (SELECT count(*) FROM stored.item) AS items,
       (SELECT count(*) FROM stored.session) AS sessions, (SELECT count(*) FROM stored.user) AS users,
       (SELECT coalesce(sum(row_count) FILTER (tbl = 'event_v2'), 0) FROM stored.cold) AS cold_events,
       (SELECT coalesce(sum(row_count) FILTER (tbl = 'item_v2'), 0) FROM stored.cold) AS cold_items,
       (SELECT coalesce(sum(row_count) FILTER (tbl = 'session'), 0) FROM stored.cold) AS cold_sessions,
       (SELECT count(*) FROM (SELECT DISTINCT tbl, app_id, day FROM stored.dirty)) AS dirty`,
  );
  const of = (name: string) => numberOf(rows, name);
  return {
    databaseBytes: await fileBytes(path),
    walBytes: await fileBytes(`${path}.wal`),
    rows: {
      event_v2: of('events') + of('cold_events'),
      item_v2: of('items') + of('cold_items'),
      session: of('sessions') + of('cold_sessions'),
      user_v2: of('users'),
    },
    dirtyPartitions: of('dirty'),
  };
}
