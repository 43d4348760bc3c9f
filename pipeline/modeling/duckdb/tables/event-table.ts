import { eventColumns, ourEventColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { commonEntries, processInfo, provenanceEntries, shownId, shownMap } from './shown-expressions.ts';
import { type StoredColumn, storedColumns, storedTypes } from './stored-column.ts';

const derived = new Set(['event_timestamp', 'created_time', 'process_info']);

/** Columns of provenance and of recomputation that staged rows carry beside the specified ones. */
const stagedExtras = storedColumns(
  'is_bot BOOLEAN',
  'bot_reason VARCHAR',
  'event_index INTEGER',
  'line INTEGER',
  'source_ip VARCHAR',
  'upload_time_msec BIGINT',
  'adjusted_from_msec BIGINT',
  'adjusted_reason VARCHAR',
  'user_first BOOLEAN',
  'user_first_touch_msec BIGINT',
  'user_properties VARCHAR',
  'user_properties_json_str VARCHAR',
);

const specified: readonly StoredColumn[] = eventColumns
  .filter((column) => !derived.has(column.name))
  .map((column) => ({ name: column.name, type: storedTypes[column.type] }));

/** Columns to read from a staged file of events. */
export const stagedEventColumns: readonly StoredColumn[] = [
  ...specified,
  ...storedColumns('file INTEGER', 'rid VARCHAR'),
  ...stagedExtras,
];

const replaced = new Set(['event_id', 'event_time_msec']);

/** Columns of `stored.event`: specified values once, ids as UUID, provenance instead of `process_info`. */
export const eventStored: readonly StoredColumn[] = [
  ...storedColumns('event_timestamp TIMESTAMP', 'event_uuid UUID', 'event_text VARCHAR'),
  ...specified.filter((column) => !replaced.has(column.name)),
  ...storedColumns('rid_uuid UUID', 'rid_text VARCHAR'),
  ...stagedExtras,
  ...storedColumns(
    'file_id INTEGER',
    'input_file VARCHAR',
    'job_name VARCHAR',
    'process_time TIMESTAMP',
    'created_time TIMESTAMP',
    'load_no INTEGER',
  ),
];

const ridAsUuid = `CASE WHEN length(s.rid) = 32 AND s.rid = lower(s.rid) AND contains(s.rid, '-') = false THEN try_cast(s.rid AS UUID) END`;
const idAsUuid = `CASE WHEN length(s.event_id) = 36 AND s.event_id = lower(s.event_id) THEN try_cast(s.event_id AS UUID) END`;

const storedFrom: Readonly<Record<string, string>> = {
  event_timestamp: 'make_timestamp(s.event_time_msec * 1000)',
  event_uuid: idAsUuid,
  event_text: `CASE WHEN ${idAsUuid} IS NULL THEN s.event_id END`,
  rid_uuid: ridAsUuid,
  rid_text: `CASE WHEN ${ridAsUuid} IS NULL THEN s.rid END`,
  is_bot: 'coalesce(s.is_bot, false)',
  user_first: 'coalesce(s.user_first, false)',
  file_id: 'f.file_id',
  input_file: 'f.path',
  job_name: '$job',
  process_time: 'make_timestamp($processMs::BIGINT * 1000)',
  created_time: 'make_timestamp($createdMs::BIGINT * 1000)',
  load_no: '$loadNo::INTEGER',
};

/** Select list that turns staged rows `s` with their file `f` into rows of `stored.event`. Parameters: job, processMs, createdMs, loadNo. */
export const eventFromStaged: string = eventStored
  .map(
    (column) =>
      `${storedFrom[column.name] ?? `s.${quoteIdentifier(column.name)}`} AS ${quoteIdentifier(column.name)}`,
  )
  .join(', ');

const shownFrom: Readonly<Record<string, string>> = {
  event_id: shownId('event', 'e.'),
  event_time_msec: 'epoch_ms(e.event_timestamp)',
  process_info: processInfo([...provenanceEntries('e.'), ...commonEntries('e.')]),
};

function shown(special: Readonly<Record<string, string>>): string {
  return [...eventColumns, ...ourEventColumns]
    .map(({ name, type }) => {
      const plain = `e.${quoteIdentifier(name)}`;
      const isMap = type === 'map' || type === 'pmap' || type === 'umap';
      return `${special[name] ?? (isMap ? shownMap(plain, type) : plain)} AS ${quoteIdentifier(name)}`;
    })
    .join(', ');
}

/** Select list that shows rows `e` of `stored.event` as lake files have them: the specified columns, then ours. */
export const eventForLake: string = shown(shownFrom);

/** The same for views, where a missing `user_pseudo_id` is the empty text. */
export const eventShown: string = shown({ ...shownFrom, user_pseudo_id: `coalesce(e.user_pseudo_id, '')` });
