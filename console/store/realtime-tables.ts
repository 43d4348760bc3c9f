import { type Kysely, sql } from 'kysely';

/** Apps whose realtime page somebody stopped; apps without a row run. */
export interface RealtimeTables {
  realtime_stop: {
    app_id: string;
    stopped_by: string;
    /** Epoch ms. */
    stopped_at: number;
  };
}

/** Creates the table that is not there yet. */
export async function createRealtimeTables<Tables extends RealtimeTables>(
  database: Kysely<Tables>,
): Promise<void> {
  await sql
    .raw(`create table if not exists realtime_stop (
      app_id text primary key, stopped_by text not null, stopped_at bigint not null
    )`)
    .execute(database);
}
