import { type Clock, CodedError } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { OperationTables } from '../store/operation-tables.ts';

/** A dry run stores nothing; a replay does. */
export type ReplayMode = 'dry' | 'replay';
/** Where a replay stands. */
export type ReplayState = 'Running' | 'Succeeded' | 'Failed' | 'Cancelled';

/** One dry run or replay of refused records, with its receipt. */
export interface Replay {
  readonly replayId: string;
  readonly projectId: string;
  readonly mode: ReplayMode;
  readonly state: ReplayState;
  /** Refused records and events in question. */
  readonly asked: number;
  /** Those worked off so far. */
  readonly done: number;
  /** What was chosen. */
  readonly request: unknown;
  /** The receipt, as far as it goes. */
  readonly result: unknown;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly person: string;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
}

/** Replays that are remembered for each project. */
const keptReplays = 200;

/** Dry runs and replays with their receipts. */
export interface ReplayStore {
  list(projectId: string): Promise<readonly Replay[]>;
  /** @throws CodedError NOT_FOUND */
  get(projectId: string, replayId: string): Promise<Replay>;
  /** @throws CodedError REPLAY_RUNNING for a second replay of a project */
  begin(start: Pick<Replay, 'projectId' | 'mode' | 'request' | 'person' | 'asked'>): Promise<Replay>;
  progress(replayId: string, done: number, result: unknown): Promise<void>;
  end(replayId: string, state: ReplayState, failure: Replay['failure']): Promise<void>;
  /** Those that a stopped server left running are marked as failed. */
  failAbandoned(): Promise<void>;
}

function toReplay(row: Selectable<OperationTables['replay_run']>): Replay {
  return {
    replayId: row.replay_id,
    projectId: row.project_id,
    // The table's checks hold these.
    mode: row.mode as ReplayMode,
    state: row.state as ReplayState,
    asked: row.asked,
    done: row.done,
    request: JSON.parse(row.request),
    result: row.result === null ? null : JSON.parse(row.result),
    failure: row.failure === null ? null : (JSON.parse(row.failure) as Replay['failure']),
    person: row.person,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
  };
}

/** The replays in an open console database. */
export function createReplayStore(parts: {
  readonly database: Kysely<ConsoleTables>;
  readonly clock: Clock;
  readonly newId: () => string;
}): ReplayStore {
  const { database, clock, newId } = parts;
  const ofProject = (projectId: string) =>
    database.selectFrom('replay_run').selectAll().where('project_id', '=', projectId);

  async function get(projectId: string, replayId: string): Promise<Replay> {
    const row = await ofProject(projectId).where('replay_id', '=', replayId).executeTakeFirst();
    if (row === undefined) throw new CodedError('NOT_FOUND', { what: `The replay ${replayId}` });
    return toReplay(row);
  }

  return {
    async list(projectId) {
      const rows = await ofProject(projectId).orderBy('started_at', 'desc').limit(keptReplays).execute();
      return rows.map(toReplay);
    },
    get,
    async begin({ projectId, mode, request, person, asked }) {
      const replayId = newId();
      const { numInsertedOrUpdatedRows } = await database
        .insertInto('replay_run')
        .values({
          replay_id: replayId,
          project_id: projectId,
          mode,
          state: 'Running',
          asked,
          done: 0,
          request: JSON.stringify(request),
          person,
          started_at: clock.now(),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 0n) throw new CodedError('REPLAY_RUNNING');
      const newest = ofProject(projectId).clearSelect().select('replay_id').orderBy('started_at', 'desc');
      await database
        .deleteFrom('replay_run')
        .where('project_id', '=', projectId)
        .where('replay_id', 'not in', newest.limit(keptReplays))
        .execute();
      return get(projectId, replayId);
    },
    async progress(replayId, done, result) {
      await database
        .updateTable('replay_run')
        .set({ done, result: JSON.stringify(result) })
        .where('replay_id', '=', replayId)
        .execute();
    },
    async end(replayId, state, failure) {
      await database
        .updateTable('replay_run')
        .set({ state, failure: failure === null ? null : JSON.stringify(failure), ended_at: clock.now() })
        .where('replay_id', '=', replayId)
        .execute();
    },
    async failAbandoned() {
      const failure = { code: 'ENGINE_UNAVAILABLE', message: 'The server stopped meanwhile.' };
      await database
        .updateTable('replay_run')
        .set({ state: 'Failed', failure: JSON.stringify(failure), ended_at: clock.now() })
        .where('ended_at', 'is', null)
        .execute();
    },
  };
}
