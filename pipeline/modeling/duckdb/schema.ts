import { activityTables, activityUserColumns } from './activity/activity-table.ts';
import { metadataStored } from './metadata/metadata-tables.ts';
import { rollupTables } from './rollups/rollup-tables.ts';
import { segmentStored } from './segments/segment-tables.ts';
import { eventStored } from './tables/event-table.ts';
import { itemStored } from './tables/item-table.ts';
import { sessionStored } from './tables/session-table.ts';
import { createTable, storedColumns } from './tables/stored-column.ts';
import { userStored } from './tables/user-table.ts';

/** Format of the stored tables; a database with another number is refused rather than misread. */
export const schemaVersion = 1;

const counters = 'accepted decoded undecodable empty events human bot duplicate rejected'.split(' ');

const tables: Readonly<Record<string, readonly { name: string; type: string }[]>> = {
  event: eventStored,
  item: itemStored,
  session: sessionStored,
  user: userStored,
  session_carried: sessionStored,
  user_carried: userStored,
  ...activityTables,
  ...rollupTables,
  batch: storedColumns(
    'load_no INTEGER',
    'id VARCHAR',
    'job_name VARCHAR',
    'transformer VARCHAR',
    'process_time TIMESTAMP',
    'loaded_time TIMESTAMP',
  ),
  done_file: storedColumns(
    'file_id INTEGER',
    'load_no INTEGER',
    'name VARCHAR',
    'path VARCHAR',
    'first_ms BIGINT',
    'last_ms BIGINT',
    'bytes BIGINT',
    'records BIGINT',
    'accepted BIGINT',
    'imported BOOLEAN',
  ),
  ledger: [
    ...storedColumns('file_id INTEGER', 'load_no INTEGER', 'app_id VARCHAR', 'hour_ms BIGINT'),
    ...counters.map((name) => ({ name, type: 'INTEGER' })),
  ],
  reject: storedColumns(
    'file_id INTEGER',
    'load_no INTEGER',
    'line INTEGER',
    'event_index INTEGER',
    'app_id VARCHAR',
    'reason VARCHAR',
    'detail VARCHAR',
    'rid VARCHAR',
    'ingest_time_msec BIGINT',
    'event_id VARCHAR',
    'event_name VARCHAR',
    'text VARCHAR',
  ),
  ledger_reject: storedColumns(
    'file_id INTEGER',
    'load_no INTEGER',
    'app_id VARCHAR',
    'hour_ms BIGINT',
    'reason VARCHAR',
    'is_record BOOLEAN',
    'refused INTEGER',
  ),
  duplicate: storedColumns(
    'file_id INTEGER',
    'load_no INTEGER',
    'line INTEGER',
    'event_index INTEGER',
    'app_id VARCHAR',
    'event_id VARCHAR',
    'event_timestamp TIMESTAMP',
    'rid VARCHAR',
    'ingest_time_msec BIGINT',
    'kept_rid VARCHAR',
  ),
  dirty: storedColumns('tbl VARCHAR', 'app_id VARCHAR', 'day DATE', 'load_no INTEGER'),
  cold: storedColumns('tbl VARCHAR', 'app_id VARCHAR', 'day DATE', 'path VARCHAR', 'row_count BIGINT'),
  ...segmentStored,
  ...metadataStored,
};

/** Statements that create what is missing of the stored tables. */
export function createStoredTables(): readonly string[] {
  return [
    'CREATE SCHEMA IF NOT EXISTS stored',
    'CREATE TABLE IF NOT EXISTS stored.schema_version (version INTEGER)',
    ...Object.entries(tables).map(([name, columns]) => createTable(`stored.${name}`, columns)),
    ...activityUserColumns,
  ];
}
