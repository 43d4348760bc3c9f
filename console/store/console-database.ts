import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { nodeSqliteDialect } from './node-sqlite-dialect.ts';
import { createSavedTables, type SavedTables } from './saved-tables.ts';
import { createSegmentTables, type SegmentTables } from './segment-tables.ts';

/** Tables of the console's store: what people configure, never events. Booleans are 0/1, times epoch ms. */
export interface ConsoleTables extends SavedTables, SegmentTables {
  project: { id: string; name: string; environment: 'Dev' | 'Test' | 'Prod'; created_at: number };
  app: {
    app_id: string;
    project_id: string;
    name: string;
    time_zone: string;
    week_start: string;
    strict_integrity: number;
    enabled: number;
    created_at: number;
    updated_at: number;
  };
}

/** Opens the store at `path`, creating or upgrading its tables. */
export async function openConsoleDatabase(path: string): Promise<Kysely<ConsoleTables>> {
  mkdirSync(dirname(path), { recursive: true });
  const database = new Kysely<ConsoleTables>({ dialect: nodeSqliteDialect(path) });
  // One transaction: all tables or none, and one wait for the disk.
  await database.transaction().execute(async (transaction) => {
    await createProjectTables(transaction);
    await addWeekStart(transaction);
    await createSavedTables(transaction);
    await createSegmentTables(transaction);
  });
  return database;
}

async function createProjectTables(database: Kysely<ConsoleTables>): Promise<void> {
  await sql`create table if not exists project (
    id text primary key,
    name text not null,
    environment text not null check (environment in ('Dev', 'Test', 'Prod')),
    created_at integer not null
  )`.execute(database);
  await sql`create table if not exists app (
    app_id text primary key,
    project_id text not null references project (id),
    name text not null,
    time_zone text not null,
    week_start text not null default 'monday',
    strict_integrity integer not null default 0,
    enabled integer not null default 1,
    created_at integer not null,
    updated_at integer not null
  )`.execute(database);
}

/** Stores of before apps could choose their first day of the week. */
async function addWeekStart(database: Kysely<ConsoleTables>): Promise<void> {
  const tables = await database.introspection.getTables();
  const app = tables.find(({ name }) => name === 'app');
  if (app === undefined || app.columns.some(({ name }) => name === 'week_start')) return;
  await sql`alter table app add column week_start text not null default 'monday'`.execute(database);
}
