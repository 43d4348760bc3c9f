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
