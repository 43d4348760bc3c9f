import { CodedError, isProjectId, type ProjectId } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';

/** Finds the project that owns an app. @throws CodedError NOT_FOUND */
export type ProjectOfApp = (appId: string) => Promise<ProjectId>;

/** Looks projects of apps up in an open console database; a deleted app is not found. */
export function createProjectOfApp(database: Kysely<ConsoleTables>): ProjectOfApp {
  return async function projectOfApp(appId) {
    const row = await database
      .selectFrom('app')
      .select('project_id')
      .where('app_id', '=', appId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst();
    if (row === undefined || !isProjectId(row.project_id))
      throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
    return row.project_id;
  };
}
