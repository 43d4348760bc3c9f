import { type Kysely, sql } from 'kysely';

/** The key of a saved object: ids are unique within a kind and an app. */
interface SavedKeyColumns {
  kind: string;
  app_id: string;
  object_id: string;
}

/** Tables of everything that people save. Bodies are JSON text, times epoch ms. */
export interface SavedTables {
  saved_object: SavedKeyColumns & {
    project_id: string;
    name: string;
    version: number;
    body: string;
    created_by: string;
    created_at: number;
    updated_by: string;
    updated_at: number;
    deleted_by: string | null;
    deleted_at: number | null;
  };
  saved_version: SavedKeyColumns & {
    version: number;
    body: string;
    author: string;
    saved_at: number;
    restored_from: number | null;
  };
  saved_draft: SavedKeyColumns & {
    person: string;
    base_version: number;
    body: string;
    saved_at: number;
  };
  /** Which object names which other one of its app. */
  saved_reference: SavedKeyColumns & { target_kind: string; target_id: string };
}

const keyColumns = 'kind text not null, app_id text not null, object_id text not null';
const sameObject = `foreign key (kind, app_id, object_id)
    references saved_object (kind, app_id, object_id) on delete cascade`;

const statements = [
  `create table if not exists saved_object (
    ${keyColumns},
    project_id text not null,
    name text not null,
    version bigint not null,
    body text not null,
    created_by text not null,
    created_at bigint not null,
    updated_by text not null,
    updated_at bigint not null,
    deleted_by text,
    deleted_at bigint,
    primary key (kind, app_id, object_id)
  )`,
  `create table if not exists saved_version (
    ${keyColumns},
    version bigint not null,
    body text not null,
    author text not null,
    saved_at bigint not null,
    restored_from bigint,
    primary key (kind, app_id, object_id, version),
    ${sameObject}
  )`,
  // A draft may come before its object is saved first, so it names no row of saved_object.
  `create table if not exists saved_draft (
    ${keyColumns},
    person text not null,
    base_version bigint not null,
    body text not null,
    saved_at bigint not null,
    primary key (kind, app_id, object_id, person)
  )`,
  `create table if not exists saved_reference (
    ${keyColumns},
    target_kind text not null,
    target_id text not null,
    primary key (kind, app_id, object_id, target_kind, target_id),
    ${sameObject}
  )`,
  'create index if not exists saved_reference_target on saved_reference (app_id, target_kind, target_id)',
];

/** Creates the tables that are not there yet. */
export async function createSavedTables<Tables extends SavedTables>(database: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
