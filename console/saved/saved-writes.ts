import { type Clock, CodedError } from '@millstream/core';
import type { Kysely } from 'kysely';
import type { ConsoleTables } from '../store/console-database.ts';
import { SaveConflictError } from './save-conflict-error.ts';
import { bodyText, nameText, parseBody } from './saved-body.ts';
import { createSavedDrafts } from './saved-drafts.ts';
import type { SavedKey, SavedKind } from './saved-kind.ts';
import type { SavedChange, SavedCreation, SavedObject } from './saved-object.ts';
import { writeReferences } from './saved-references.ts';
import { sideOfObject, sideOfVersion, toObject } from './saved-rows.ts';
import { findRow, findVersions, insertRow, keepVersion, type StoredWrite, updateRow } from './saved-table.ts';

/** What saved objects need of the outside. */
export interface SavedParts {
  readonly database: Kysely<ConsoleTables>;
  readonly clock: Clock;
  /** Makes the ids of new objects. */
  readonly newId: () => string;
}

/** Longest id: those of metadata hold the names of events and fields. */
const idLimit = 4096;

/** An object as errors name it. */
export function namedObject(kind: Pick<SavedKind<unknown>, 'label'>, { id }: SavedKey): string {
  return `${kind.label} ${id}`;
}

/** See `SavedObjects.create`. */
export async function createObject<Body>(
  kind: SavedKind<Body>,
  parts: SavedParts,
  creation: SavedCreation,
): Promise<SavedObject<Body>> {
  const { appId, projectId, author } = creation;
  const id = creation.id ?? parts.newId();
  if (id === '' || id.length > idLimit)
    throw new CodedError('USAGE', { problem: `An id has 1 to ${idLimit} characters.` });
  const body = kind.parse?.(creation.body) ?? parseBody(kind, creation.body);
  const write = { ...toWrite(kind, parts, { body, author }), restoredFrom: null };
  return parts.database.transaction().execute(async (database) => {
    const key = { kind: kind.kind, appId, id, projectId };
    if (!(await insertRow(database, key, write)))
      throw await conflictOf(kind, database, { appId, id, author, expectedVersion: 0, body });
    return finishWrite(kind, { ...parts, database }, { appId, id, version: 1, body, write });
  });
}

/** See `SavedObjects.save`. */
export async function saveObject<Body>(
  kind: SavedKind<Body>,
  parts: SavedParts,
  change: SavedChange & { readonly restoredFrom: number | null },
): Promise<SavedObject<Body>> {
  const { appId, id, author, expectedVersion, restoredFrom } = change;
  const body = kind.parse?.(change.body) ?? parseBody(kind, change.body);
  const write = { ...toWrite(kind, parts, { body, author }), restoredFrom };
  return parts.database.transaction().execute(async (database) => {
    if (!(await updateRow(database, { kind: kind.kind, appId, id, expectedVersion }, write)))
      throw await conflictOf(kind, database, { appId, id, author, expectedVersion, body });
    const saved = { appId, id, version: expectedVersion + 1, body, write };
    return finishWrite(kind, { ...parts, database }, saved);
  });
}

function toWrite<Body>(
  kind: SavedKind<Body>,
  { clock }: SavedParts,
  { body, author }: { readonly body: Body; readonly author: string },
): Omit<StoredWrite, 'restoredFrom'> {
  const text = bodyText(kind.label, body);
  return { name: nameText(kind.nameOf(body)), body: text, author, savedAtMs: clock.now() };
}

/** What follows the row itself, in its transaction. */
async function finishWrite<Body>(
  kind: SavedKind<Body>,
  { database, clock }: SavedParts,
  saved: SavedKey & { readonly version: number; readonly body: Body; readonly write: StoredWrite },
): Promise<SavedObject<Body>> {
  const key = { kind: kind.kind, appId: saved.appId, id: saved.id };
  await keepVersion(database, { ...key, version: saved.version }, saved.write);
  await writeReferences(database, key, kind.referencesOf?.(saved.body) ?? []);
  await kind.checkWrite?.(database, key, saved.body);
  await createSavedDrafts(database, kind, clock).discard(key, saved.write.author);
  const row = await findRow(database, key);
  if (row === undefined) throw new Error('a row is gone in the transaction that wrote it');
  return toObject(kind, row);
}

/** Why a write found no row of its version: there is none at all, or somebody else was first. */
export async function conflictOf(
  kind: SavedKind<unknown>,
  database: Kysely<ConsoleTables>,
  change: SavedChange,
): Promise<CodedError> {
  const key = { kind: kind.kind, appId: change.appId, id: change.id };
  const row = await findRow(database, key);
  if (row === undefined) return new CodedError('NOT_FOUND', { what: namedObject(kind, change) });
  const [base] = await findVersions(database, key, change.expectedVersion);
  return new SaveConflictError(`${kind.label} "${row.name}"`, {
    theirs: sideOfObject(row),
    yours: { version: change.expectedVersion, body: change.body, author: change.author, savedAtMs: null },
    base: base === undefined ? null : sideOfVersion(base),
  });
}
