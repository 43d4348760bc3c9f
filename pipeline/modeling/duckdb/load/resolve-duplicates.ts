import { numberOf } from '../duckdb-session.ts';
import { shownId, shownRid } from '../tables/shown-expressions.ts';
import type { LoadContext } from './load-context.ts';
import { inRange, type TimeRange } from './touched-days.ts';

const sameEvent = `o.app_id = k.app_id AND o.event_uuid IS NOT DISTINCT FROM k.event_uuid AND o.event_text IS NOT DISTINCT FROM k.event_text`;
const hour = 'o.ingest_time_msec - o.ingest_time_msec % 3600000';

/**
 * Leaves one row per (app, event_id): the smallest by (ingest time, rid, index), among this load and the stored rows of
 * the touched days. The others move to `stored.duplicate`; a stored row that gives way takes its items along, changes
 * its file's counts, and its user and session are listed for recomputation. Answers with the number of those.
 */
export async function resolveDuplicates(
  context: LoadContext,
  ranges: readonly TimeRange[],
): Promise<{ readonly displacedRows: number }> {
  const { session, loadNo, metadata } = context;
  await session.run(contestedSql(ranges), { loadNo });
  const [contested] = await session.rows('SELECT count(*) AS n FROM contested');
  if (numberOf(contested, 'n') === 0) return { displacedRows: 0 };
  await session.run(losersSql(ranges), { loadNo });
  await session.run(
    `INSERT INTO stored.duplicate
     SELECT file_id, $loadNo::INTEGER, line, event_index, app_id, event_id, event_timestamp, rid, ingest_time_msec, kept_rid
     FROM loser`,
    { loadNo },
  );
  const [displaced] = await session.rows('SELECT count(*) AS n FROM loser WHERE NOT is_fresh');
  const displacedRows = numberOf(displaced, 'n');
  if (displacedRows > 0) {
    await metadata.takeBack('e.rowid IN (SELECT row_id FROM loser WHERE NOT is_fresh)');
  }
  await session.run('DELETE FROM stored.event WHERE rowid IN (SELECT row_id FROM loser)');
  if (displacedRows > 0) await removeDisplaced(context);
  return { displacedRows };
}

function contestedSql(ranges: readonly TimeRange[]): string {
  const stored = ranges.map(
    (range) => `SELECT o.app_id, o.event_uuid, o.event_text FROM stored.event o
      JOIN fresh k ON ${sameEvent} WHERE o.load_no < $loadNo::INTEGER AND ${inRange('o', range)}`,
  );
  return `CREATE OR REPLACE TEMP TABLE contested AS
    WITH fresh AS MATERIALIZED (
      SELECT app_id, event_uuid, event_text, count(*) AS copies
      FROM stored.event WHERE load_no = $loadNo::INTEGER GROUP BY ALL
    )
    ${[`SELECT app_id, event_uuid, event_text FROM fresh WHERE copies > 1`, ...stored].join(' UNION ')}`;
}

function losersSql(ranges: readonly TimeRange[]): string {
  const places = [
    'o.load_no = $loadNo::INTEGER',
    ...ranges.map((range) => `o.load_no < $loadNo::INTEGER AND ${inRange('o', range)}`),
  ];
  const contenders = places.map(
    (place) => `SELECT o.rowid AS row_id, o.load_no = $loadNo::INTEGER AS is_fresh, o.app_id,
      ${shownId('event', 'o.')} AS event_id, o.event_uuid, o.event_text, o.event_timestamp, o.ingest_time_msec,
      ${shownRid('o.')} AS rid, o.event_index, o.line, o.file_id, o.is_bot, o.user_pseudo_id, o.session_id
      FROM stored.event o JOIN contested k ON ${sameEvent} WHERE ${place}`,
  );
  // The order is total except for copies of one raw record, where the stored copy stays.
  return `CREATE OR REPLACE TEMP TABLE loser AS
    SELECT * EXCLUDE (place) FROM (
      SELECT *, row_number() OVER w AS place, first_value(rid) OVER w AS kept_rid
      FROM (${contenders.join(' UNION ALL ')})
      WINDOW w AS (PARTITION BY app_id, event_id ORDER BY ingest_time_msec, rid, event_index, is_fresh, file_id, line)
    ) WHERE place > 1`;
}

async function removeDisplaced({ session, loadNo }: LoadContext): Promise<void> {
  await session.run(
    `DELETE FROM stored.item o USING loser k WHERE NOT k.is_fresh AND o.load_no < $loadNo::INTEGER AND ${sameEvent}`,
    { loadNo },
  );
  await session.run(
    `INSERT INTO stored.ledger
     SELECT file_id, $loadNo::INTEGER, app_id, ${hour}, 0, 0, 0, 0, 0,
       -count(*) FILTER (NOT is_bot), -count(*) FILTER (is_bot), count(*), 0
     FROM loser o WHERE NOT is_fresh GROUP BY ALL`,
    { loadNo },
  );
  await session.run(
    `UPDATE stored.duplicate d SET kept_rid = k.kept_rid FROM loser k
     WHERE NOT k.is_fresh AND d.app_id = k.app_id AND d.event_id = k.event_id`,
  );
  await session.run(
    `INSERT INTO affected SELECT DISTINCT app_id, user_pseudo_id, session_id, event_timestamp::DATE
     FROM loser WHERE NOT is_fresh`,
  );
}
