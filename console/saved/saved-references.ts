import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import type { SavedKey, SavedKindName, SavedReference } from './saved-kind.ts';
import type { SavedSummary } from './saved-object.ts';
import { toSummary } from './saved-rows.ts';

/** Replaces what an object names. */
export async function writeReferences(
  database: Kysely<ConsoleTables>,
  source: SavedKey & { readonly kind: SavedKindName },
  targets: readonly SavedReference[],
): Promise<void> {
  const key = { kind: source.kind, app_id: source.appId, object_id: source.id };
  await database
    .deleteFrom('saved_reference')
    .where('kind', '=', key.kind)
    .where('app_id', '=', key.app_id)
    .where('object_id', '=', key.object_id)
    .execute();
  const distinct = new Map(targets.map((target) => [`${target.kind} ${target.id}`, target]));
  for (const target of distinct.values()) {
    const row = { ...key, target_kind: target.kind, target_id: target.id };
    await database.insertInto('saved_reference').values(row).execute();
  }
}

/** Objects of the app that name this one and are not deleted, by name. */
export async function usersOf(
  database: Kysely<ConsoleTables>,
  target: SavedKey & { readonly kind: SavedKindName },
): Promise<readonly SavedSummary[]> {
  const rows = await database
    .selectFrom('saved_reference')
    .innerJoin('saved_object', (join) =>
      join
        .onRef('saved_object.kind', '=', 'saved_reference.kind')
        .onRef('saved_object.app_id', '=', 'saved_reference.app_id')
        .onRef('saved_object.object_id', '=', 'saved_reference.object_id'),
    )
    .selectAll('saved_object')
    .where('saved_reference.app_id', '=', target.appId)
    .where('saved_reference.target_kind', '=', target.kind)
    .where('saved_reference.target_id', '=', target.id)
    .where('saved_object.deleted_at', 'is', null)
    .orderBy('saved_object.name')
    .orderBy('saved_object.object_id')
    .execute();
  return rows.map(toSummary);
}
