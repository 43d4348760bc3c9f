import { type Kysely, sql } from 'kysely';

/** The history of segments' runs. Times are epoch ms, `sample` is JSON text. */
export interface SegmentTables {
  segment_run: {
    run_id: string;
    app_id: string;
    segment_id: string;
    /** Always `segment`: the key of the saved object. */
    kind: 'segment';
    segment_version: number;
    trigger_kind: string;
    status: string;
    started_by: string | null;
    started_at: number;
    ended_at: number | null;
    segment_users: number | null;
    total_users: number | null;
    segment_user_keys: number | null;
    sample: string | null;
    failure_code: string | null;
    failure_message: string | null;
  };
}

const statements = [
  `create table if not exists segment_run (
    run_id text primary key,
    app_id text not null,
    segment_id text not null,
    kind text not null check (kind = 'segment'),
    segment_version bigint not null,
    trigger_kind text not null,
    status text not null check (status in ('Pending', 'In Progress', 'Completed', 'Failed')),
    started_by text,
    started_at bigint not null,
    ended_at bigint,
    segment_users bigint,
    total_users bigint,
    segment_user_keys bigint,
    sample text,
    failure_code text,
    failure_message text,
    foreign key (kind, app_id, segment_id)
      references saved_object (kind, app_id, object_id) on delete cascade
  )`,
  // One run of a segment at a time, whoever asks.
  'create unique index if not exists segment_run_active on segment_run (app_id, segment_id) where ended_at is null',
  'create index if not exists segment_run_history on segment_run (app_id, segment_id, started_at)',
];

/** Creates the table that is not there yet; that of saved objects must be there. */
export async function createSegmentTables<Tables extends SegmentTables>(
  database: Kysely<Tables>,
): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(database);
}
