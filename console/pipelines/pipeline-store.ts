import { randomBytes } from 'node:crypto';
import { type Clock, CodedError, type ProjectId } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { PlanStep } from './deploy-plan.ts';
import type { PipelineFailure, PipelineRecord, PipelineVersion, StepRecord } from './pipeline-record.ts';
import { type PipelineSpec, pipelineSpecSchema } from './pipeline-spec.ts';
import type { LastAction } from './pipeline-state.ts';

/** What is about to be carried out. */
export interface ActionStart {
  readonly action: LastAction;
  readonly steps: readonly PlanStep[];
}

/** A change of what is wanted. */
export interface PipelineChange {
  readonly spec: PipelineSpec;
  /** The version that the writer saw. */
  readonly expectedVersion: number;
  readonly author: string;
}

/** Pipelines of the installation, every version they had, and how far their last action went. */
export interface PipelineStore {
  list(): Promise<PipelineRecord[]>;
  /** Null when the project has none. */
  find(projectId: string): Promise<PipelineRecord | null>;
  /** @throws CodedError PIPELINE_EXISTS */
  create(projectId: ProjectId, spec: PipelineSpec, author: string): Promise<PipelineRecord>;
  /** Keeps a new version. @throws CodedError PIPELINE_VERSION_STALE, and then nothing changed; NOT_FOUND */
  change(projectId: string, change: PipelineChange): Promise<PipelineRecord>;
  /** Notes that an action begins, so that it is taken up again after a crash. */
  begin(projectId: string, start: ActionStart): Promise<void>;
  /** Notes how far the steps went. */
  note(projectId: string, steps: readonly StepRecord[]): Promise<void>;
  /** Notes the end of the action; without a failure its version is the applied one. */
  end(projectId: string, failure: PipelineFailure | null): Promise<void>;
  setPaused(projectId: string, isPaused: boolean): Promise<void>;
  /** Newest first. */
  versions(projectId: string): Promise<PipelineVersion[]>;
  /** @throws CodedError NOT_FOUND */
  version(projectId: string, version: number): Promise<PipelineVersion>;
  /** Forgets the pipeline and its history. */
  remove(projectId: string): Promise<void>;
}

function toRecord(row: Selectable<ConsoleTables['pipeline']>): PipelineRecord {
  return {
    projectId: row.project_id as ProjectId,
    pipelineId: row.pipeline_id,
    version: row.version,
    spec: pipelineSpecSchema.parse(JSON.parse(row.spec)),
    appliedVersion: row.applied_version,
    lastAction: row.last_action as LastAction,
    execution: row.execution as PipelineRecord['execution'],
    steps: JSON.parse(row.steps),
    failure: row.failure === null ? null : JSON.parse(row.failure),
    isPaused: row.is_paused === 1,
    startedAtMs: row.started_at,
    endedAtMs: row.ended_at,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function toVersion(row: Selectable<ConsoleTables['pipeline_version']>): PipelineVersion {
  const spec = pipelineSpecSchema.parse(JSON.parse(row.spec));
  return { version: row.version, spec, author: row.author, savedAtMs: row.saved_at };
}

/** The store over an open console database. */
export function createPipelineStore(database: Kysely<ConsoleTables>, clock: Clock): PipelineStore {
  const rowOf = (projectId: string, from: Kysely<ConsoleTables> = database) =>
    from.selectFrom('pipeline').selectAll().where('project_id', '=', projectId).executeTakeFirst();

  async function known(projectId: string): Promise<PipelineRecord> {
    const row = await rowOf(projectId);
    if (row === undefined) throw new CodedError('NOT_FOUND', { what: `A pipeline of project ${projectId}` });
    return toRecord(row);
  }

  async function update(projectId: string, values: Partial<ConsoleTables['pipeline']>): Promise<void> {
    await database.updateTable('pipeline').set(values).where('project_id', '=', projectId).execute();
  }

  return {
    async list() {
      const rows = await database.selectFrom('pipeline').selectAll().orderBy('created_at').execute();
      return rows.map(toRecord);
    },
    async find(projectId) {
      const row = await rowOf(projectId);
      return row === undefined ? null : toRecord(row);
    },
    async create(projectId, spec, author) {
      if (await rowOf(projectId)) throw new CodedError('PIPELINE_EXISTS', { projectId });
      const now = clock.now();
      const text = JSON.stringify(spec);
      await database.transaction().execute(async (transaction) => {
        const row = { project_id: projectId, version: 1, spec: text };
        await transaction
          .insertInto('pipeline')
          .values({
            ...row,
            pipeline_id: randomBytes(16).toString('hex'),
            applied_version: null,
            last_action: 'Create',
            execution: 'running',
            steps: '[]',
            failure: null,
            is_paused: 0,
            started_at: now,
            ended_at: null,
            created_at: now,
            updated_at: now,
            updated_by: author,
          })
          .execute();
        await transaction
          .insertInto('pipeline_version')
          .values({ ...row, author, saved_at: now })
          .execute();
      });
      return known(projectId);
    },
    async change(projectId, { spec, expectedVersion, author }) {
      const now = clock.now();
      await database.transaction().execute(async (transaction) => {
        const row = await rowOf(projectId, transaction);
        if (row === undefined)
          throw new CodedError('NOT_FOUND', { what: `A pipeline of project ${projectId}` });
        if (row.version !== expectedVersion) {
          const { version, updated_by: changer } = row;
          throw new CodedError('PIPELINE_VERSION_STALE', { author: changer, version, expectedVersion });
        }
        const next = { project_id: projectId, version: row.version + 1, spec: JSON.stringify(spec) };
        await transaction
          .updateTable('pipeline')
          .set({ version: next.version, spec: next.spec, updated_at: now, updated_by: author })
          .where('project_id', '=', projectId)
          .execute();
        await transaction
          .insertInto('pipeline_version')
          .values({ ...next, author, saved_at: now })
          .execute();
      });
      return known(projectId);
    },
    async begin(projectId, { action, steps }) {
      const waiting = steps.map((step) => ({ ...step, state: 'waiting', startedAtMs: null, tookMs: null }));
      await update(projectId, {
        last_action: action,
        execution: 'running',
        steps: JSON.stringify(waiting),
        failure: null,
        started_at: clock.now(),
        ended_at: null,
      });
    },
    note: (projectId, steps) => update(projectId, { steps: JSON.stringify(steps) }),
    async end(projectId, failure) {
      const { version } = await known(projectId);
      await update(projectId, {
        execution: failure === null ? 'succeeded' : 'failed',
        failure: failure === null ? null : JSON.stringify(failure),
        ended_at: clock.now(),
        ...(failure === null ? { applied_version: version } : {}),
      });
    },
    setPaused: (projectId, isPaused) => update(projectId, { is_paused: isPaused ? 1 : 0 }),
    async versions(projectId) {
      const rows = await database
        .selectFrom('pipeline_version')
        .selectAll()
        .where('project_id', '=', projectId)
        .orderBy('version', 'desc')
        .execute();
      return rows.map(toVersion);
    },
    async version(projectId, version) {
      const row = await database
        .selectFrom('pipeline_version')
        .selectAll()
        .where('project_id', '=', projectId)
        .where('version', '=', version)
        .executeTakeFirst();
      if (row === undefined)
        throw new CodedError('NOT_FOUND', { what: `Version ${version} of the pipeline` });
      return toVersion(row);
    },
    async remove(projectId) {
      await database.transaction().execute(async (transaction) => {
        for (const table of ['pipeline_version', 'pipeline'] as const) {
          await transaction.deleteFrom(table).where('project_id', '=', projectId).execute();
        }
      });
    },
  };
}
