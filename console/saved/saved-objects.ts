import { CodedError } from '@millstream/core';
import { createSavedDrafts, forgetOld, type SavedDrafts } from './saved-drafts.ts';
import type { SavedKey, SavedKind } from './saved-kind.ts';
import type {
  SavedChange,
  SavedCreation,
  SavedObject,
  SavedRemoval,
  SavedRestoration,
  SavedSummary,
  SavedVersion,
} from './saved-object.ts';
import { usersOf } from './saved-references.ts';
import { bringObjectBack, removeObject } from './saved-removal.ts';
import { toObject, toSummary, toVersion } from './saved-rows.ts';
import { findRow, findVersions } from './saved-table.ts';
import { createObject, namedObject, type SavedParts, saveObject } from './saved-writes.ts';

/**
 * Saved objects of one kind. A write never wins over one that its writer has not seen: it is refused with
 * SaveConflictError, which holds both sides.
 */
export interface SavedObjects<Body> {
  readonly drafts: SavedDrafts;
  /** Objects of the app without their content, by name; deleted ones are left out. */
  list(appId: string): Promise<readonly SavedSummary[]>;
  /** Objects of the app, or of all apps without one, oldest first. */
  readAll(appId?: string): Promise<readonly SavedObject<Body>[]>;
  /** As `readAll`, with contents as they are kept: one that this version cannot read does not hide the others. */
  readAllKept(appId?: string): Promise<readonly SavedObject<unknown>[]>;
  /** Null when there is none, or it is deleted. */
  read(key: SavedKey): Promise<SavedObject<Body> | null>;
  /** @throws CodedError SAVED_OBJECT_INVALID, SAVE_CONFLICT when the id is taken */
  create(creation: SavedCreation): Promise<SavedObject<Body>>;
  /** Writes the next version and ends the author's draft. @throws CodedError NOT_FOUND, SAVED_OBJECT_INVALID, SAVE_CONFLICT */
  save(change: SavedChange): Promise<SavedObject<Body>>;
  /** Deletes; for 30 days it can be brought back. @throws CodedError NOT_FOUND, SAVE_CONFLICT, SAVED_OBJECT_IN_USE */
  remove(removal: SavedRemoval): Promise<void>;
  /** Keys of all objects that stand or can be brought back. */
  keptKeys(): Promise<readonly SavedKey[]>;
  /** Undoes `remove`. @throws CodedError NOT_FOUND */
  bringBack(key: SavedKey): Promise<SavedObject<Body>>;
  /** The last 20 versions, newest first. */
  versions(key: SavedKey): Promise<readonly SavedVersion<Body>[]>;
  /** Writes the content of a kept version as the next one. @throws CodedError NOT_FOUND, SAVE_CONFLICT */
  restore(restoration: SavedRestoration): Promise<SavedObject<Body>>;
  /** Objects of the app that name this one. */
  usersOf(key: SavedKey): Promise<readonly SavedSummary[]>;
}

/** The objects of a kind in an open console database. */
export function createSavedObjects<Body>(kind: SavedKind<Body>, parts: SavedParts): SavedObjects<Body> {
  const { database, clock } = parts;
  const keyed = (key: SavedKey) => ({ kind: kind.kind, appId: key.appId, id: key.id });
  const standing = () =>
    database
      .selectFrom('saved_object')
      .selectAll()
      .where('kind', '=', kind.kind)
      .where('deleted_at', 'is', null);
  const all = (appId: string | undefined) => {
    const oldestFirst = standing().orderBy('created_at').orderBy('app_id').orderBy('object_id');
    return (appId === undefined ? oldestFirst : oldestFirst.where('app_id', '=', appId)).execute();
  };
  return {
    drafts: createSavedDrafts(database, kind, clock),
    async list(appId) {
      const rows = standing().where('app_id', '=', appId).orderBy('name').orderBy('object_id');
      return (await rows.execute()).map(toSummary);
    },
    async readAll(appId) {
      return (await all(appId)).map((row) => toObject(kind, row));
    },
    async readAllKept(appId) {
      return (await all(appId)).map((row) => ({ ...toSummary(row), body: JSON.parse(row.body) }));
    },
    async read(key) {
      const row = await findRow(database, keyed(key));
      return row === undefined || row.deleted_at !== null ? null : toObject(kind, row);
    },
    create: (creation) => createObject(kind, parts, creation),
    save: (change) => saveObject(kind, parts, { ...change, restoredFrom: null }),
    remove: (removal) => removeObject(kind, parts, removal),
    async keptKeys() {
      await forgetOld(database, clock.now());
      const kept = database.selectFrom('saved_object').select(['app_id', 'object_id']);
      const rows = await kept.where('kind', '=', kind.kind).execute();
      return rows.map(({ app_id, object_id }) => ({ appId: app_id, id: object_id }));
    },
    bringBack: (key) => bringObjectBack(kind, parts, key),
    async versions(key) {
      return (await findVersions(database, keyed(key))).map((row) => toVersion(kind, row));
    },
    async restore(restoration) {
      const { version } = restoration;
      const [row] = await findVersions(database, keyed(restoration), version);
      if (row === undefined)
        throw new CodedError('NOT_FOUND', {
          what: `Version ${version} of ${namedObject(kind, restoration)}`,
        });
      const body: unknown = JSON.parse(row.body);
      return saveObject(kind, parts, { ...restoration, body, restoredFrom: version });
    },
    usersOf: (key) => usersOf(database, keyed(key)),
  };
}
