import type { RejectReason } from '@millstream/core';
import type { PlaceOutcomes, QuarantinePlace } from '../../quarantine.ts';
import { type DuckDbSession, numberOf, textOf } from '../duckdb-session.ts';

const placeShape = JSON.stringify([{ file: 'VARCHAR', line: 'INTEGER', eventIndex: 'INTEGER' }]);

/** The asked places with the id of their file; a whole record stands for all its events. */
const placeTable = `CREATE OR REPLACE TEMP TABLE asked_place AS
  SELECT p.file, p.line, p.eventIndex AS event_index, f.file_id
  FROM (SELECT unnest(from_json($places, '${placeShape}'), recursive := true)) p
  LEFT JOIN stored.done_file f ON f.name = p.file`;

const isAsked = (row: string) =>
  `EXISTS (FROM asked_place p WHERE p.file_id = ${row}.file_id AND p.line = ${row}.line
     AND (p.event_index < 0 OR p.event_index = ${row}.event_index))`;

/** Tells what became of refused records: how many events of them are stored now, and which are refused still. */
export async function placeOutcomes(
  session: DuckDbSession,
  places: readonly QuarantinePlace[],
): Promise<PlaceOutcomes> {
  await session.run(placeTable, { places: JSON.stringify(places) });
  try {
    const [stored] = await session.rows(
      `SELECT count(*) FILTER (NOT e.is_bot) AS human, count(*) FILTER (e.is_bot) AS bot FROM stored.event e
       WHERE e.file_id IN (SELECT file_id FROM asked_place) AND ${isAsked('e')}`,
    );
    const [duplicates] = await session.rows(
      `SELECT count(*) AS n FROM stored.duplicate d
       WHERE d.file_id IN (SELECT file_id FROM asked_place) AND ${isAsked('d')}`,
    );
    const rejected = await session.rows(
      `SELECT r.reason, count(*) AS n FROM stored.reject r
       WHERE r.file_id IN (SELECT file_id FROM asked_place) AND ${isAsked('r')} GROUP BY r.reason ORDER BY n DESC, r.reason`,
    );
    const [open] = await session.rows(
      `SELECT count(*) AS n FROM asked_place p WHERE EXISTS (
         FROM stored.reject r WHERE r.file_id = p.file_id AND r.line = p.line
           AND (p.event_index < 0 OR r.event_index = p.event_index))`,
    );
    return {
      asked: places.length,
      stillRefused: numberOf(open, 'n'),
      human: numberOf(stored, 'human'),
      bot: numberOf(stored, 'bot'),
      duplicate: numberOf(duplicates, 'n'),
      refusedByReason: rejected.map((row) => ({
        reason: textOf(row, 'reason') as RejectReason,
        count: numberOf(row, 'n'),
      })),
    };
  } finally {
    await session.run('DROP TABLE IF EXISTS temp.asked_place');
  }
}
