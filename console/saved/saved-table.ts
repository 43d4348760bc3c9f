import type { Kysely, Selectable } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { SavedTables } from '../store/saved-tables.ts';
import type { SavedKey, SavedKindName } from './saved-kind.ts';
import type { SavedChange } from './saved-object.ts';

/** Versions of an object that are kept, the newest among them. */
export const keptVersions = 20;

/** Which row. */
export interface RowKey extends SavedKey {
  readonly kind: SavedKindName;
}

/** A write as it goes into the tables. */
export interface StoredWrite {
  readonly name: string;
  readonly body: string;
  readonly author: string;
  readonly savedAtMs: number;
  readonly restoredFrom: number | null;
}

/** The row of an object, deleted or not. */
export function findRow(
  database: Kysely<ConsoleTables>,
  key: RowKey,
): Promise<Selectable<SavedTables['saved_object']> | undefined> {
  return database
    .selectFrom('saved_object')
    .selectAll()
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .executeTakeFirst();
}

/** Rows of kept versions, newest first; of one version when it is named. */
export function findVersions(
  database: Kysely<ConsoleTables>,
  key: RowKey,
  version?: number,
): Promise<Selectable<SavedTables['saved_version']>[]> {
  const all = database
    .selectFrom('saved_version')
    .selectAll()
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .orderBy('version', 'desc');
  return (version === undefined ? all : all.where('version', '=', version)).execute();
}

/** Puts the next version over the expected one; false when that is not the newest any more or the object is deleted. */
export async function updateRow(
  database: Kysely<ConsoleTables>,
  change: RowKey & Pick<SavedChange, 'expectedVersion'>,
  write: StoredWrite,
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('saved_object')
    .set({
      name: write.name,
      body: write.body,
      version: change.expectedVersion + 1,
      updated_by: write.author,
      updated_at: write.savedAtMs,
    })
    .where('kind', '=', change.kind)
    .where('app_id', '=', change.appId)
    .where('object_id', '=', change.id)
    .where('version', '=', change.expectedVersion)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Puts the first version; false when the id is taken, also by a deleted object. */
export async function insertRow(
  database: Kysely<ConsoleTables>,
  key: RowKey & { readonly projectId: string },
  write: StoredWrite,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database
    .insertInto('saved_object')
    .values({
      kind: key.kind,
      app_id: key.appId,
      object_id: key.id,
      project_id: key.projectId,
      name: write.name,
      version: 1,
      body: write.body,
      created_by: write.author,
      created_at: write.savedAtMs,
      updated_by: write.author,
      updated_at: write.savedAtMs,
      deleted_by: null,
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'app_id', 'object_id']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Keeps a version and lets the one beyond the bound go. */
export async function keepVersion(
  database: Kysely<ConsoleTables>,
  key: RowKey & { readonly version: number },
  write: StoredWrite,
): Promise<void> {
  await database
    .insertInto('saved_version')
    .values({
      kind: key.kind,
      app_id: key.appId,
      object_id: key.id,
      version: key.version,
      body: write.body,
      author: write.author,
      saved_at: write.savedAtMs,
      restored_from: write.restoredFrom,
    })
    .execute();
  await database
    .deleteFrom('saved_version')
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .where('version', '<=', key.version - keptVersions)
    .execute();
}

/** Marks the expected version as deleted; false when it is not the newest any more or deleted already. */
export async function markDeleted(
  database: Kysely<ConsoleTables>,
  key: RowKey & Pick<SavedChange, 'expectedVersion'>,
  deletion: { readonly by: string; readonly atMs: number },
): Promise<boolean> {
  const { numUpdatedRows } = await database
    .updateTable('saved_object')
    .set({ deleted_by: deletion.by, deleted_at: deletion.atMs })
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .where('version', '=', key.expectedVersion)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Lets a deleted object stand again; one that stands stays as it is. */
export async function markStanding(database: Kysely<ConsoleTables>, key: RowKey): Promise<void> {
  await database
    .updateTable('saved_object')
    .set({ deleted_by: null, deleted_at: null })
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .execute();
}
