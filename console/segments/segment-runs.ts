import { CodedError } from '@millstream/core';
import {
  type SegmentRun,
  type SegmentRunOutcome,
  type SegmentStore,
  segmentSampleLimit,
} from '@millstream/studio';
import type { Kysely, Updateable } from 'kysely';
import type { SavedParts } from '../saved/saved-writes.ts';
import type { ConsoleTables } from '../store/console-database.ts';
import type { SegmentTables } from '../store/segment-tables.ts';
import { toRun } from './segment-run-row.ts';

/** Runs of a segment that are kept; its newest completed one is kept in any case. */
const keptRuns = 100;
/** All but the sample. */
const listedColumns = [
  'run_id',
  'app_id',
  'segment_id',
  'kind',
  'segment_version',
  'trigger_kind',
  'status',
  'started_by',
  'started_at',
  'ended_at',
  'segment_users',
  'total_users',
  'segment_user_keys',
  'failure_code',
  'failure_message',
] as const;
const abandoned = {
  code: 'ENGINE_UNAVAILABLE',
  message: 'The server stopped while the segment was computed.',
};

/** The part of `SegmentStore` that keeps runs. */
export type SegmentRuns = Omit<SegmentStore, 'list' | 'read' | 'create'>;

/** What runs need of the outside. */
export type SegmentRunsParts = SavedParts;

/** The runs in an open console database. */
export function createSegmentRuns({ database, clock, newId }: SegmentRunsParts): SegmentRuns {
  const runsOf = (appId: string, segmentId: string) =>
    database
      .selectFrom('segment_run')
      .selectAll()
      .where('app_id', '=', appId)
      .where('segment_id', '=', segmentId)
      .orderBy('started_at', 'desc')
      .orderBy('run_id', 'desc');

  async function run(runId: string): Promise<SegmentRun | null> {
    const row = await database
      .selectFrom('segment_run')
      .selectAll()
      .where('run_id', '=', runId)
      .executeTakeFirst();
    return row === undefined ? null : toRun(row);
  }

  async function change(runId: string, set: Updateable<SegmentTables['segment_run']>): Promise<SegmentRun> {
    await database
      .updateTable('segment_run')
      .set(set)
      .where('run_id', '=', runId)
      .where('ended_at', 'is', null)
      .execute();
    const changed = await run(runId);
    if (changed === null) throw new CodedError('NOT_FOUND', { what: `The segment run ${runId}` });
    return changed;
  }

  return {
    async beginRun({ appId, segmentId, trigger, startedBy }) {
      const segment = await findSegment(database, appId, segmentId);
      const active = await runsOf(appId, segmentId).where('ended_at', 'is', null).executeTakeFirst();
      const runId = newId();
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('segment_run')
        .values({
          run_id: runId,
          app_id: appId,
          segment_id: segmentId,
          kind: 'segment',
          segment_version: segment.version,
          trigger_kind: trigger,
          status: 'Pending',
          started_by: startedBy,
          started_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      const begun = numInsertedOrUpdatedRows === 0n ? null : await run(runId);
      if (begun === null)
        throw new CodedError('SEGMENT_RUN_ACTIVE', { segmentId, runId: active?.run_id ?? 'unknown' });
      await forgetOldRuns(database, appId, segmentId);
      return begun;
    },
    runStarted: (runId) => change(runId, { status: 'In Progress' }),
    runCompleted: (runId, outcome) => change(runId, completed(outcome, clock.now())),
    runFailed: (runId, failure) => change(runId, failed(failure, clock.now())),
    async failAbandonedRuns() {
      const { numUpdatedRows } = await database
        .updateTable('segment_run')
        .set(failed(abandoned, clock.now()))
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
    async runs(appId, segmentId, limit = 30) {
      // Fifty rows a run make a list of segments megabytes each.
      const unsampled = runsOf(appId, segmentId).clearSelect().select(listedColumns);
      return (await unsampled.limit(limit).execute()).map((row) => toRun({ ...row, sample: null }));
    },
    run,
    async lastCompleted(appId, segmentId) {
      const row = await runsOf(appId, segmentId).where('status', '=', 'Completed').executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },
  };
}

function completed(outcome: SegmentRunOutcome, nowMs: number): Updateable<SegmentTables['segment_run']> {
  return {
    status: 'Completed',
    ended_at: nowMs,
    segment_users: outcome.segmentUsers,
    total_users: outcome.totalUsers,
    segment_user_keys: outcome.segmentUserKeys,
    sample: JSON.stringify(outcome.sample.slice(0, segmentSampleLimit)),
  };
}

function failed(
  failure: { readonly code: string; readonly message: string },
  nowMs: number,
): Updateable<SegmentTables['segment_run']> {
  return {
    status: 'Failed',
    ended_at: nowMs,
    failure_code: failure.code,
    failure_message: failure.message,
  };
}

async function findSegment(database: Kysely<ConsoleTables>, appId: string, segmentId: string) {
  const row = await database
    .selectFrom('saved_object')
    .select('version')
    .where('kind', '=', 'segment')
    .where('app_id', '=', appId)
    .where('object_id', '=', segmentId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw new CodedError('NOT_FOUND', { what: `Segment ${segmentId}` });
  return row;
}

async function forgetOldRuns(
  database: Kysely<ConsoleTables>,
  appId: string,
  segmentId: string,
): Promise<void> {
  const runs = database
    .selectFrom('segment_run')
    .select('run_id')
    .where('app_id', '=', appId)
    .where('segment_id', '=', segmentId)
    .orderBy('started_at', 'desc')
    .orderBy('run_id', 'desc');
  await database
    .deleteFrom('segment_run')
    .where('app_id', '=', appId)
    .where('segment_id', '=', segmentId)
    .where('run_id', 'not in', runs.limit(keptRuns))
    .where('run_id', 'not in', runs.where('status', '=', 'Completed').limit(1))
    .execute();
}
