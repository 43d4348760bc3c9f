import { type Kysely, sql } from 'kysely';
import { addMissingColumns } from './add-missing-columns.ts';

/** Tables of projects, their apps and pipelines. Booleans are 0/1, times epoch ms. */
export interface ProjectTables {
  project: {
    id: string;
    name: string;
    environment: 'Dev' | 'Test' | 'Prod';
    description: string;
    /** Comma list. */
    emails: string;
    operator: string;
    created_at: number;
    updated_at: number;
    deleted_at: number | null;
  };
  app: {
    app_id: string;
    project_id: string;
    name: string;
    time_zone: string;
    week_start: string;
    strict_integrity: number;
    enabled: number;
    description: string;
    android_package: string;
    ios_bundle_id: string;
    ios_app_store_id: string;
    operator: string;
    created_at: number;
    updated_at: number;
    deleted_at: number | null;
  };
  pipeline: {
    project_id: string;
    pipeline_id: string;
    version: number;
    /** JSON of what is wanted. */
    spec: string;
    /** Version that was last carried out to its end; null before the first time. */
    applied_version: number | null;
    last_action: string;
    execution: string;
    /** JSON list of the steps of the last action. */
    steps: string;
    /** JSON of what went wrong; null when nothing did. */
    failure: string | null;
    is_paused: number;
    started_at: number;
    ended_at: number | null;
    created_at: number;
    updated_at: number;
    updated_by: string;
  };
  pipeline_version: {
    project_id: string;
    version: number;
    spec: string;
    author: string;
    saved_at: number;
  };
}

const statements = [
  `create table if not exists project (
    id text primary key,
    name text not null,
    environment text not null check (environment in ('Dev', 'Test', 'Prod')),
    created_at integer not null
  )`,
  `create table if not exists app (
    app_id text primary key,
    project_id text not null references project (id),
    name text not null,
    time_zone text not null,
    week_start text not null default 'monday',
    strict_integrity integer not null default 0,
    enabled integer not null default 1,
    created_at integer not null,
    updated_at integer not null
  )`,
  `create table if not exists pipeline (
    project_id text primary key references project (id),
    pipeline_id text not null,
    version bigint not null,
    spec text not null,
    applied_version bigint,
    last_action text not null,
    execution text not null check (execution in ('running', 'succeeded', 'failed')),
    steps text not null,
    failure text,
    is_paused integer not null default 0,
    started_at bigint not null,
    ended_at bigint,
    created_at bigint not null,
    updated_at bigint not null,
    updated_by text not null
  )`,
  `create table if not exists pipeline_version (
    project_id text not null references project (id),
    version bigint not null,
    spec text not null,
    author text not null,
    saved_at bigint not null,
    primary key (project_id, version)
  )`,
];

/** Columns that came after the first stores, by table. */
const laterColumns = {
  project: {
    description: "text not null default ''",
    emails: "text not null default ''",
    operator: "text not null default ''",
    updated_at: 'integer not null default 0',
    deleted_at: 'integer',
  },
  app: {
    week_start: "text not null default 'monday'",
    description: "text not null default ''",
    android_package: "text not null default ''",
    ios_bundle_id: "text not null default ''",
    ios_app_store_id: "text not null default ''",
    operator: "text not null default ''",
    deleted_at: 'integer',
  },
} as const;

/** Creates the tables that are not there yet and adds what older stores lack. */
export async function createProjectTables<Tables extends ProjectTables>(
  database: Kysely<Tables>,
): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
  for (const [table, columns] of Object.entries(laterColumns)) {
    await addMissingColumns(database, table, columns);
  }
}
