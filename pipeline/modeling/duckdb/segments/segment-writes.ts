import type { SegmentKey } from '../../segment-members.ts';
import { type DuckDbSession, textOf } from '../duckdb-session.ts';

/** Segments that have members, in order. */
export async function listSegments(session: DuckDbSession): Promise<readonly SegmentKey[]> {
  const rows = await session.rows(
    'SELECT DISTINCT app_id, segment_id FROM stored.segment_member ORDER BY app_id, segment_id',
  );
  return rows.map((row) => ({ appId: textOf(row, 'app_id'), segmentId: textOf(row, 'segment_id') }));
}

/** Removes a segment's members. Run in a transaction. */
export async function removeMembers(session: DuckDbSession, segment: SegmentKey): Promise<void> {
  await session.run('DELETE FROM stored.segment_member WHERE app_id = $app AND segment_id = $segment', {
    app: segment.appId,
    segment: segment.segmentId,
  });
}

/** Puts the staged members (`stageMembers`) in place of those of the run before. Run in a transaction. */
export async function swapMembers(session: DuckDbSession, segment: SegmentKey): Promise<void> {
  await removeMembers(session, segment);
  await session.run(
    'INSERT INTO stored.segment_member SELECT $app, $segment, user_pseudo_id FROM member ORDER BY user_pseudo_id',
    { app: segment.appId, segment: segment.segmentId },
  );
}
