import type { Selectable } from 'kysely';
import type { SavedTables } from '../store/saved-tables.ts';
import type { ConflictSide } from './save-conflict-error.ts';
import { readBody } from './saved-body.ts';
import { type SavedKind, type SavedKindName, savedKindNames } from './saved-kind.ts';
import type { SavedDraft, SavedObject, SavedSummary, SavedVersion } from './saved-object.ts';

type ObjectRow = Selectable<SavedTables['saved_object']>;
type VersionRow = Selectable<SavedTables['saved_version']>;
type DraftRow = Selectable<SavedTables['saved_draft']>;

function kindNameOf(text: string): SavedKindName {
  const name = savedKindNames.find((candidate) => candidate === text);
  if (name === undefined) throw new Error(`the store holds an object of the unknown kind ${text}`);
  return name;
}

/** A row as lists show it. */
export function toSummary(row: Omit<ObjectRow, 'body' | 'deleted_by' | 'deleted_at'>): SavedSummary {
  return {
    kind: kindNameOf(row.kind),
    id: row.object_id,
    projectId: row.project_id,
    appId: row.app_id,
    name: row.name,
    version: Number(row.version),
    createdBy: row.created_by,
    createdAtMs: Number(row.created_at),
    updatedBy: row.updated_by,
    updatedAtMs: Number(row.updated_at),
  };
}

/** A row with its content. @throws CodedError SAVED_OBJECT_INVALID */
export function toObject<Body>(kind: SavedKind<Body>, row: ObjectRow): SavedObject<Body> {
  return { ...toSummary(row), body: readBody(kind, row.body) };
}

/** A kept version. @throws CodedError SAVED_OBJECT_INVALID */
export function toVersion<Body>(kind: SavedKind<Body>, row: VersionRow): SavedVersion<Body> {
  return {
    version: Number(row.version),
    body: readBody(kind, row.body),
    author: row.author,
    savedAtMs: Number(row.saved_at),
    restoredFrom: row.restored_from === null ? null : Number(row.restored_from),
  };
}

/** A draft as its person left it. */
export function toDraft(row: DraftRow): SavedDraft {
  return {
    appId: row.app_id,
    id: row.object_id,
    person: row.person,
    baseVersion: Number(row.base_version),
    body: JSON.parse(row.body),
    savedAtMs: Number(row.saved_at),
  };
}

/** The newest state of an object as a side of a conflict; a deleted one has no body. */
export function sideOfObject(row: ObjectRow): ConflictSide {
  return {
    version: Number(row.version),
    body: row.deleted_at === null ? JSON.parse(row.body) : null,
    author: row.deleted_by ?? row.updated_by,
    savedAtMs: Number(row.deleted_at ?? row.updated_at),
  };
}

/** A kept version as a side of a conflict. */
export function sideOfVersion(row: VersionRow): ConflictSide {
  return {
    version: Number(row.version),
    body: JSON.parse(row.body),
    author: row.author,
    savedAtMs: Number(row.saved_at),
  };
}
