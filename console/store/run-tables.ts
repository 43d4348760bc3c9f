import { type Kysely, sql } from 'kysely';

/** The history of the pipelines' runs. Times are epoch ms; files, counters and failure are JSON text. */
export interface RunTables {
  run: {
    run_id: string;
    project_id: string;
    kind: string;
    state: string;
    started_by: string | null;
    started_at: number;
    ended_at: number | null;
    /** First names of the files of a run; `file_count` counts them all. */
    files: string;
    file_count: number;
    file_bytes: number;
    retries: number;
    counters: string | null;
    failure: string | null;
    detail: string;
  };
}

const statements = [
  `create table if not exists run (
    run_id text primary key,
    project_id text not null,
    kind text not null,
    state text not null check (state in ('Running', 'Succeeded', 'Failed', 'Retrying', 'Cancelled')),
    started_by text,
    started_at bigint not null,
    ended_at bigint,
    files text not null,
    file_count bigint not null,
    file_bytes bigint not null,
    retries bigint not null,
    counters text,
    failure text,
    detail text not null
  )`,
  'create index if not exists run_history on run (project_id, started_at)',
];

/** Creates the table that is not there yet. */
export async function createRunTables<Tables extends RunTables>(database: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
