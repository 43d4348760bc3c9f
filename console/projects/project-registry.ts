import { type Clock, CodedError, isProjectId, type ProjectId } from '@millstream/core';
import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { Project, ProjectSettings } from './project.ts';

/** Projects of the installation. Deleted ones are hidden; while their data stays, their ids stay taken. */
export interface ProjectRegistry {
  /** Oldest first. */
  list(): Promise<Project[]>;
  /** @throws CodedError NOT_FOUND */
  find(id: string): Promise<Project>;
  /** Whether an id is free: `deleted` = the data of a deleted project waits under it. */
  standingOf(id: string): Promise<'free' | 'taken' | 'deleted'>;
  /**
   * Adds a project; `adopt` takes over the data and apps that a deleted one left under the id.
   * @throws CodedError PROJECT_ID_INVALID, PROJECT_EXISTS
   */
  add(id: string, settings: ProjectSettings, by: { operator: string; adopt?: boolean }): Promise<Project>;
  /** @throws CodedError NOT_FOUND */
  set(id: string, settings: Partial<ProjectSettings>, operator: string): Promise<Project>;
  /** Hides a project and its apps. @throws CodedError NOT_FOUND */
  hide(id: string, operator: string): Promise<void>;
  /** Forgets a project, its apps, its pipeline and all that was saved for them, for good. */
  forget(id: string): Promise<void>;
}

function toProject(row: Selectable<ConsoleTables['project']>): Project {
  return {
    id: row.id as ProjectId,
    name: row.name,
    environment: row.environment,
    description: row.description,
    emails: row.emails,
    operator: row.operator,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at || row.created_at,
  };
}

/** The registry over an open console database. */
export function createProjectRegistry(database: Kysely<ConsoleTables>, clock: Clock): ProjectRegistry {
  const rowOf = (id: string) =>
    database.selectFrom('project').selectAll().where('id', '=', id).executeTakeFirst();

  async function living(id: string) {
    const row = await rowOf(id);
    if (row === undefined || row.deleted_at !== null)
      throw new CodedError('NOT_FOUND', { what: `Project ${id}` });
    return row;
  }

  async function revive(id: string, values: object, deletedAt: number): Promise<void> {
    await database.transaction().execute(async (transaction) => {
      await transaction.updateTable('project').set(values).where('id', '=', id).execute();
      // Apps that were deleted before the project stay deleted.
      await transaction
        .updateTable('app')
        .set({ deleted_at: null })
        .where('project_id', '=', id)
        .where('deleted_at', '=', deletedAt)
        .execute();
    });
  }

  return {
    async list() {
      const rows = await database
        .selectFrom('project')
        .selectAll()
        .where('deleted_at', 'is', null)
        .orderBy('created_at')
        .orderBy('id')
        .execute();
      return rows.map(toProject);
    },
    find: async (id) => toProject(await living(id)),
    async standingOf(id) {
      const row = await rowOf(id);
      if (row === undefined) return 'free';
      return row.deleted_at === null ? 'taken' : 'deleted';
    },
    async add(id, settings, { operator, adopt = false }) {
      if (!isProjectId(id)) throw new CodedError('PROJECT_ID_INVALID', { projectId: id });
      const now = clock.now();
      const values = { ...settings, operator, updated_at: now, deleted_at: null };
      const row = await rowOf(id);
      if (row === undefined) {
        await database
          .insertInto('project')
          .values({ id, ...values, created_at: now })
          .execute();
      } else if (row.deleted_at !== null && adopt) await revive(id, values, row.deleted_at);
      else throw new CodedError('PROJECT_EXISTS', { projectId: id });
      return toProject(await living(id));
    },
    async set(id, settings, operator) {
      await living(id);
      const values = { ...settings, operator, updated_at: clock.now() };
      await database.updateTable('project').set(values).where('id', '=', id).execute();
      return toProject(await living(id));
    },
    async hide(id, operator) {
      await living(id);
      const now = clock.now();
      await database.transaction().execute(async (transaction) => {
        const gone = { deleted_at: now, updated_at: now, operator };
        await transaction.updateTable('project').set(gone).where('id', '=', id).execute();
        await transaction
          .updateTable('app')
          .set(gone)
          .where('project_id', '=', id)
          .where('deleted_at', 'is', null)
          .execute();
      });
    },
    async forget(id) {
      await database.transaction().execute(async (transaction) => {
        const apps = transaction.selectFrom('app').select('app_id').where('project_id', '=', id);
        await transaction.deleteFrom('saved_draft').where('app_id', 'in', apps).execute();
        // What is of an object goes with it: versions, references, runs of segments.
        await transaction.deleteFrom('saved_object').where('app_id', 'in', apps).execute();
        for (const table of ['pipeline_version', 'pipeline', 'run', 'app'] as const) {
          await transaction.deleteFrom(table).where('project_id', '=', id).execute();
        }
        await transaction.deleteFrom('project').where('id', '=', id).execute();
      });
    },
  };
}
