import { CodedError } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import { keptFileNames, type Run, type RunKind, type RunState } from './run.ts';

/** Which runs are asked for, newest first. */
export interface RunFilter {
  readonly kinds?: readonly RunKind[];
  readonly states?: readonly RunState[];
  readonly sinceMs?: number;
  readonly untilMs?: number;
  /** From 1. */
  readonly pageNumber: number;
  readonly pageSize: number;
}

/** The history of runs: the newest {@link keptRuns} of each project. */
export interface RunStore {
  /** Keeps a run as it stands now, new or known. */
  keep(run: Run): Promise<void>;
  list(projectId: string, filter: RunFilter): Promise<{ totalCount: number; items: Run[] }>;
  /** @throws CodedError NOT_FOUND */
  find(projectId: string, runId: string): Promise<Run>;
  /** Runs that a crash left unfinished end as failed; nothing of them was stored. */
  failAbandoned(nowMs: number): Promise<void>;
}

/** Runs kept for each project. */
export const keptRuns = 10_000;
/** Runs above the bound before the oldest are removed, so that not every run pays for it. */
const slack = 200;

function toRun(row: Selectable<ConsoleTables['run']>): Run {
  return {
    runId: row.run_id,
    projectId: row.project_id,
    kind: row.kind as RunKind,
    state: row.state as RunState,
    startedBy: row.started_by,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
    files: JSON.parse(row.files),
    fileCount: row.file_count,
    fileBytes: row.file_bytes,
    retries: row.retries,
    counters: row.counters === null ? null : JSON.parse(row.counters),
    failure: row.failure === null ? null : JSON.parse(row.failure),
    detail: JSON.parse(row.detail),
  };
}

function toRow(run: Run): ConsoleTables['run'] {
  return {
    run_id: run.runId,
    project_id: run.projectId,
    kind: run.kind,
    state: run.state,
    started_by: run.startedBy,
    started_at: run.startedAtMs,
    ended_at: run.endedAtMs,
    files: JSON.stringify(run.files.slice(0, keptFileNames)),
    file_count: run.fileCount,
    file_bytes: run.fileBytes,
    retries: run.retries,
    counters: run.counters === null ? null : JSON.stringify(run.counters),
    failure: run.failure === null ? null : JSON.stringify(run.failure),
    detail: JSON.stringify(run.detail),
  };
}

/** The store over an open console database. */
export function createRunStore(database: Kysely<ConsoleTables>): RunStore {
  let keptSinceTrim = 0;

  async function trim(projectId: string): Promise<void> {
    keptSinceTrim += 1;
    if (keptSinceTrim < slack) return;
    keptSinceTrim = 0;
    const oldest = await database
      .selectFrom('run')
      .select('started_at')
      .where('project_id', '=', projectId)
      .orderBy('started_at', 'desc')
      .offset(keptRuns)
      .limit(1)
      .executeTakeFirst();
    if (oldest === undefined) return;
    await database
      .deleteFrom('run')
      .where('project_id', '=', projectId)
      .where('started_at', '<=', oldest.started_at)
      .execute();
  }

  return {
    async keep(run) {
      const row = toRow(run);
      await database
        .insertInto('run')
        .values(row)
        .onConflict((conflict) => conflict.column('run_id').doUpdateSet(row))
        .execute();
      await trim(run.projectId);
    },
    async list(projectId, { kinds, states, sinceMs, untilMs, pageNumber, pageSize }) {
      let wanted = database.selectFrom('run').where('project_id', '=', projectId);
      if (kinds !== undefined) wanted = wanted.where('kind', 'in', [...kinds]);
      if (states !== undefined) wanted = wanted.where('state', 'in', [...states]);
      if (sinceMs !== undefined) wanted = wanted.where('started_at', '>=', sinceMs);
      if (untilMs !== undefined) wanted = wanted.where('started_at', '<', untilMs);
      const [{ total }, rows] = await Promise.all([
        wanted.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
        wanted
          .selectAll()
          .orderBy('started_at', 'desc')
          .orderBy('run_id', 'desc')
          .offset((pageNumber - 1) * pageSize)
          .limit(pageSize)
          .execute(),
      ]);
      return { totalCount: total, items: rows.map(toRun) };
    },
    async find(projectId, runId) {
      const row = await database
        .selectFrom('run')
        .selectAll()
        .where('project_id', '=', projectId)
        .where('run_id', '=', runId)
        .executeTakeFirst();
      if (row === undefined) throw new CodedError('NOT_FOUND', { what: `The run ${runId}` });
      return toRun(row);
    },
    async failAbandoned(nowMs) {
      const failure = new CodedError('ENGINE_UNAVAILABLE');
      await database
        .updateTable('run')
        .set({
          state: 'Failed',
          ended_at: nowMs,
          failure: JSON.stringify({ code: failure.code, message: 'The server ended while this ran.' }),
        })
        .where('state', '=', 'Running')
        .execute();
    },
  };
}
