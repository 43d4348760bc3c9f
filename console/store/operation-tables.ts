import { type Kysely, sql } from 'kysely';

/** What people decide about running pipelines, and what came of it. Times are epoch ms, objects JSON text, booleans 0/1. */
export interface OperationTables {
  plugin_version: {
    name: string;
    version: string;
    kind: string;
    /** SHA-256 of the upload. */
    hash: string;
    description: string;
    manifest: string;
    bytes: number;
    bundle_bytes: number;
    trial: string;
    uploaded_by: string;
    uploaded_at: number;
  };
  quarantine_discard: {
    discard_id: string;
    project_id: string;
    group_id: string;
    through_load: number;
    record_count: number;
    about: string;
    reason: string;
    person: string;
    discarded_at: number;
  };
  replay_run: {
    replay_id: string;
    project_id: string;
    mode: string;
    state: string;
    asked: number;
    done: number;
    request: string;
    result: string | null;
    failure: string | null;
    person: string;
    started_at: number;
    ended_at: number | null;
  };
  alarm_setting: { project_id: string; alarm_id: string; enabled: number; threshold: number | null };
  alarm_change: {
    project_id: string;
    alarm_id: string;
    state: string;
    value: number | null;
    changed_at: number;
  };
  alarm_target: { target_id: string; kind: string; name: string; config: string; enabled: number };
  operation_setting: { name: string; value: string };
  backup: {
    backup_id: string;
    path: string;
    state: string;
    origin: string;
    bytes: number;
    person: string;
    started_at: number;
    ended_at: number | null;
    failure: string | null;
  };
}

const statements = [
  `create table if not exists plugin_version (
    name text not null,
    version text not null,
    kind text not null,
    hash text not null,
    description text not null,
    manifest text not null,
    bytes integer not null,
    bundle_bytes integer not null,
    trial text not null,
    uploaded_by text not null,
    uploaded_at integer not null,
    primary key (name, version)
  )`,
  `create table if not exists quarantine_discard (
    discard_id text primary key,
    project_id text not null,
    group_id text not null,
    through_load integer not null,
    record_count integer not null,
    about text not null,
    reason text not null,
    person text not null,
    discarded_at integer not null
  )`,
  `create table if not exists replay_run (
    replay_id text primary key,
    project_id text not null,
    mode text not null check (mode in ('dry', 'replay')),
    state text not null check (state in ('Running', 'Succeeded', 'Failed', 'Cancelled')),
    asked integer not null,
    done integer not null,
    request text not null,
    result text,
    failure text,
    person text not null,
    started_at integer not null,
    ended_at integer
  )`,
  // One replay of a project at a time: two would process the same files twice.
  `create unique index if not exists replay_run_active on replay_run (project_id)
    where ended_at is null and mode = 'replay'`,
  `create table if not exists alarm_setting (
    project_id text not null,
    alarm_id text not null,
    enabled integer not null,
    threshold real,
    primary key (project_id, alarm_id)
  )`,
  `create table if not exists alarm_change (
    project_id text not null,
    alarm_id text not null,
    state text not null,
    value real,
    changed_at integer not null
  )`,
  'create index if not exists alarm_change_history on alarm_change (project_id, changed_at)',
  `create table if not exists alarm_target (
    target_id text primary key,
    kind text not null check (kind in ('webhook', 'email')),
    name text not null,
    config text not null,
    enabled integer not null
  )`,
  'create table if not exists operation_setting (name text primary key, value text not null)',
  `create table if not exists backup (
    backup_id text primary key,
    path text not null,
    state text not null check (state in ('Running', 'Succeeded', 'Failed')),
    origin text not null,
    bytes integer not null,
    person text not null,
    started_at integer not null,
    ended_at integer,
    failure text
  )`,
];

/** Creates the tables that are not there yet. */
export async function createOperationTables<Tables extends OperationTables>(
  database: Kysely<Tables>,
): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
