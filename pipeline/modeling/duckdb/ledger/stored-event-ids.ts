import { type DuckDbSession, textOf } from '../duckdb-session.ts';
import { coldEvents } from '../lake/thaw.ts';

const idShape = JSON.stringify([{ app: 'VARCHAR', id: 'VARCHAR' }]);

/** Which of the ids have a stored event, as `app` + newline + `id`. */
export async function storedEventIds(
  session: DuckDbSession,
  ids: readonly { readonly app: string; readonly id: string }[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const cold = await coldEvents(session);
  const found = ['stored.event', ...(cold === null ? [] : [cold])].map(
    (relation) => `SELECT k.app, k.id FROM ${relation} e JOIN asked k
      ON e.app_id = k.app AND (e.event_uuid = try_cast(k.id AS UUID) OR e.event_text = k.id)`,
  );
  const rows = await session.rows(
    `WITH asked AS MATERIALIZED (SELECT unnest(from_json($ids, '${idShape}'), recursive := true))
     ${found.join(' UNION ALL ')}`,
    { ids: JSON.stringify(ids) },
  );
  return new Set(rows.map((row) => `${textOf(row, 'app')}\n${textOf(row, 'id')}`));
}
