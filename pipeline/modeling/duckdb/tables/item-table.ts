import { itemColumns } from '@millstream/core';
import { quoteIdentifier } from '../sql-text.ts';
import { commonEntries, processInfo, shownId, shownMap } from './shown-expressions.ts';
import { type StoredColumn, storedColumns, storedTypes } from './stored-column.ts';

/** Columns an item takes from its event. */
const fromEvent = new Set([
  'event_timestamp',
  'event_id',
  'event_name',
  'platform',
  'user_pseudo_id',
  'user_id',
]);
const derived = new Set(['process_info', 'created_time']);

const own: readonly StoredColumn[] = itemColumns
  .filter((column) => !fromEvent.has(column.name) && !derived.has(column.name))
  .map((column) => ({ name: column.name, type: storedTypes[column.type] }));

/** Columns to read from a staged file of items. */
export const stagedItemColumns: readonly StoredColumn[] = [
  ...storedColumns('file INTEGER', 'line INTEGER', 'event_index INTEGER', 'item_index INTEGER'),
  ...own,
];

/** Columns of `stored.item`. */
export const itemStored: readonly StoredColumn[] = [
  ...storedColumns(
    'app_id VARCHAR',
    'event_timestamp TIMESTAMP',
    'event_uuid UUID',
    'event_text VARCHAR',
    'event_name VARCHAR',
    'platform VARCHAR',
    'user_pseudo_id VARCHAR',
    'user_id VARCHAR',
  ),
  ...own,
  ...storedColumns(
    'item_index INTEGER',
    'file_id INTEGER',
    'job_name VARCHAR',
    'process_time TIMESTAMP',
    'created_time TIMESTAMP',
    'load_no INTEGER',
  ),
];

const ownNames = new Set([...own.map((column) => column.name), 'item_index']);

/** Select list that turns staged items `s` and their stored events `e` into rows of `stored.item`. */
export const itemFromStaged: string = itemStored
  .map((column) => `${ownNames.has(column.name) ? 's' : 'e'}.${quoteIdentifier(column.name)}`)
  .join(', ');

const shownFrom: Readonly<Record<string, string>> = {
  event_id: shownId('event', 'e.'),
  process_info: processInfo(commonEntries('e.')),
};

function shown(special: Readonly<Record<string, string>>): string {
  return itemColumns
    .map(({ name, type }) => {
      const plain = `e.${quoteIdentifier(name)}`;
      return `${special[name] ?? (type === 'pmap' ? shownMap(plain, type) : plain)} AS ${quoteIdentifier(name)}`;
    })
    .join(', ');
}

/** Select list that shows rows `e` of `stored.item` as lake files have them: the specified columns of `item_v2`. */
export const itemForLake: string = shown(shownFrom);

/** The same for views, where a missing `user_pseudo_id` is the empty text. */
export const itemShown: string = shown({ ...shownFrom, user_pseudo_id: `coalesce(e.user_pseudo_id, '')` });
