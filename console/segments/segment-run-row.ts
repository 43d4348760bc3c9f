import type { SegmentRun, SegmentRunOutcome, SegmentRunStatus, SegmentRunTrigger } from '@millstream/studio';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SegmentTables } from '../store/segment-tables.ts';

type RunRow = Selectable<SegmentTables['segment_run']>;

const triggers: readonly SegmentRunTrigger[] = ['manual', 'scheduled', 'import'];
const statuses: readonly SegmentRunStatus[] = ['Pending', 'In Progress', 'Completed', 'Failed'];
const sampleSchema = z.array(z.record(z.string(), z.json()));

function oneOf<T extends string>(values: readonly T[], text: string): T {
  const value = values.find((candidate) => candidate === text);
  if (value === undefined) throw new Error(`the store holds a segment run with the unknown word ${text}`);
  return value;
}

function outcomeOf(row: RunRow): SegmentRunOutcome | null {
  if (row.segment_users === null) return null;
  return {
    segmentUsers: Number(row.segment_users),
    totalUsers: Number(row.total_users),
    segmentUserKeys: Number(row.segment_user_keys),
    sample: sampleSchema.parse(JSON.parse(row.sample ?? '[]')),
  };
}

/** A run as the studio sees it. */
export function toRun(row: RunRow): SegmentRun {
  return {
    runId: row.run_id,
    appId: row.app_id,
    segmentId: row.segment_id,
    segmentVersion: Number(row.segment_version),
    trigger: oneOf(triggers, row.trigger_kind),
    status: oneOf(statuses, row.status),
    startedBy: row.started_by,
    startedAtMs: Number(row.started_at),
    endedAtMs: row.ended_at === null ? null : Number(row.ended_at),
    outcome: outcomeOf(row),
    failure:
      row.failure_code === null ? null : { code: row.failure_code, message: row.failure_message ?? '' },
  };
}
