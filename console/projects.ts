import { type Clock, CodedError, isProjectId, type ProjectId } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from './store/console-database.ts';

/** A project: the owner of apps, of a pipeline and of its data. */
export interface Project {
  readonly id: ProjectId;
  readonly name: string;
  /** `Dev` lets clients override their address with `fakeIp`. */
  readonly environment: 'Dev' | 'Test' | 'Prod';
}

/** All projects, oldest first. */
export async function listProjects(database: Kysely<ConsoleTables>): Promise<Project[]> {
  const rows = await database.selectFrom('project').selectAll().orderBy('created_at').execute();
  return rows.map((row) => ({ id: row.id as ProjectId, name: row.name, environment: row.environment }));
}

/** Adds a project. @throws CodedError CONFIG_INVALID when the id is not a lower-case word */
export async function addProject(
  database: Kysely<ConsoleTables>,
  project: { id: string; name: string; environment: Project['environment'] },
  clock: Clock,
): Promise<Project> {
  const { id } = project;
  if (!isProjectId(id)) throw new CodedError('CONFIG_INVALID', { problems: `${id} cannot be a project id` });
  await database
    .insertInto('project')
    .values({ ...project, created_at: clock.now() })
    .execute();
  return { ...project, id };
}

/** Finds the project that owns an app. @throws CodedError NOT_FOUND */
export type ProjectOfApp = (appId: string) => Promise<ProjectId>;

/** Looks projects of apps up in an open console database. */
export function createProjectOfApp(database: Kysely<ConsoleTables>): ProjectOfApp {
  return async function projectOfApp(appId) {
    const row = await database
      .selectFrom('app')
      .select('project_id')
      .where('app_id', '=', appId)
      .executeTakeFirst();
    if (row === undefined || !isProjectId(row.project_id))
      throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
    return row.project_id;
  };
}
