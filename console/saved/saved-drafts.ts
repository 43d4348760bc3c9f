import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import { bodyText } from './saved-body.ts';
import type { SavedKey, SavedKind } from './saved-kind.ts';
import type { SavedDraft } from './saved-object.ts';
import { toDraft } from './saved-rows.ts';

/** Days that a draft is kept after its last change, and a deleted object after its deletion. */
export const keptDays = 30;
const dayMs = 86_400_000;
const personLimit = 255;

/** A draft to keep; it takes the place of the person's earlier one of that object. */
export interface DraftWrite extends SavedKey {
  readonly person: string;
  /** Version that the edit began from; 0 for a new object. */
  readonly baseVersion: number;
  readonly body: unknown;
}

/** Unfinished edits of one kind: one for each person and object. */
export interface SavedDrafts {
  /** Null when there is none, or it was left for 30 days. */
  read(key: SavedKey, person: string): Promise<SavedDraft | null>;
  /** The person's drafts in the app, newest first. */
  list(appId: string, person: string): Promise<readonly SavedDraft[]>;
  save(draft: DraftWrite): Promise<SavedDraft>;
  discard(key: SavedKey, person: string): Promise<void>;
}

/** Forgets drafts and deleted objects that were left for 30 days. */
export async function forgetOld(database: Kysely<ConsoleTables>, nowMs: number): Promise<void> {
  const before = nowMs - keptDays * dayMs;
  await database.deleteFrom('saved_draft').where('saved_at', '<', before).execute();
  await database.deleteFrom('saved_object').where('deleted_at', '<', before).execute();
}

/** The drafts of a kind. */
export function createSavedDrafts(
  database: Kysely<ConsoleTables>,
  { kind, label }: Pick<SavedKind<unknown>, 'kind' | 'label'>,
  clock: Clock,
): SavedDrafts {
  const drafts = (appId: string, person: string) =>
    database
      .selectFrom('saved_draft')
      .selectAll()
      .where('kind', '=', kind)
      .where('app_id', '=', appId)
      .where('person', '=', person)
      .where('saved_at', '>=', clock.now() - keptDays * dayMs);

  return {
    async read({ appId, id }, person) {
      const row = await drafts(appId, person).where('object_id', '=', id).executeTakeFirst();
      return row === undefined ? null : toDraft(row);
    },
    async list(appId, person) {
      const rows = await drafts(appId, person).orderBy('saved_at', 'desc').orderBy('object_id').execute();
      return rows.map(toDraft);
    },
    async save({ appId, id, person, baseVersion, body }) {
      if (person === '' || person.length > personLimit)
        throw new CodedError('USAGE', { problem: `A person has 1 to ${personLimit} characters.` });
      const changed = {
        base_version: baseVersion,
        body: bodyText(label, body),
        saved_at: clock.now(),
      };
      const row = { kind, app_id: appId, object_id: id, person, ...changed };
      await forgetOld(database, row.saved_at);
      await database
        .insertInto('saved_draft')
        .values(row)
        .onConflict((conflict) =>
          conflict.columns(['kind', 'app_id', 'object_id', 'person']).doUpdateSet(changed),
        )
        .execute();
      return toDraft(row);
    },
    async discard({ appId, id }, person) {
      await database
        .deleteFrom('saved_draft')
        .where('kind', '=', kind)
        .where('app_id', '=', appId)
        .where('object_id', '=', id)
        .where('person', '=', person)
        .execute();
    },
  };
}
