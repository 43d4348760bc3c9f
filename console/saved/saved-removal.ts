import { CodedError } from '@millstream/core';
import { forgetOld } from './saved-drafts.ts';
import type { SavedKey, SavedKind } from './saved-kind.ts';
import type { SavedObject, SavedRemoval } from './saved-object.ts';
import { usersOf } from './saved-references.ts';
import { toObject } from './saved-rows.ts';
import { findRow, markDeleted, markStanding } from './saved-table.ts';
import { conflictOf, namedObject, type SavedParts } from './saved-writes.ts';

/** See `SavedObjects.remove`. */
export async function removeObject<Body>(
  kind: SavedKind<Body>,
  parts: SavedParts,
  removal: SavedRemoval,
): Promise<void> {
  const key = { kind: kind.kind, appId: removal.appId, id: removal.id };
  const nowMs = parts.clock.now();
  await forgetOld(parts.database, nowMs);
  await parts.database.transaction().execute(async (database) => {
    // Writing first takes the lock of the database, so that what is read next stays true until the end.
    const deletion = { by: removal.author, atMs: nowMs };
    const isMarked = await markDeleted(
      database,
      { ...key, expectedVersion: removal.expectedVersion },
      deletion,
    );
    const row = await findRow(database, key);
    if (row === undefined || (!isMarked && row.deleted_at !== null))
      throw new CodedError('NOT_FOUND', { what: namedObject(kind, removal) });
    if (!isMarked) throw await conflictOf(kind, database, { ...removal, body: null });
    const users = await usersOf(database, key);
    if (users.length === 0) return;
    const names = users.map((user) => `${user.kind} "${user.name}"`).join(', ');
    throw new CodedError('SAVED_OBJECT_IN_USE', { what: `${kind.label} "${row.name}"`, users: names });
  });
}

/** See `SavedObjects.bringBack`. */
export async function bringObjectBack<Body>(
  kind: SavedKind<Body>,
  { database }: SavedParts,
  { appId, id }: SavedKey,
): Promise<SavedObject<Body>> {
  const key = { kind: kind.kind, appId, id };
  await markStanding(database, key);
  const row = await findRow(database, key);
  if (row === undefined) throw new CodedError('NOT_FOUND', { what: namedObject(kind, key) });
  return toObject(kind, row);
}
