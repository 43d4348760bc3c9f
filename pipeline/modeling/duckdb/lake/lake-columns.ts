import { type Column, eventColumns, itemColumns, ourEventColumns, sessionColumns } from '@millstream/core';
import type { ModelledTable } from '../../warehouse.ts';
import { quoteIdentifier, quoteLiteral } from '../sql-text.ts';
import { eventForLake, eventStored } from '../tables/event-table.ts';
import { itemForLake, itemStored } from '../tables/item-table.ts';
import { sessionShown, sessionStored } from '../tables/session-table.ts';
import type { StoredColumn } from '../tables/stored-column.ts';
import { userShown } from '../tables/user-table.ts';

/** How one modelled table lies in the lake. */
export interface LakeTable {
  readonly table: ModelledTable;
  /** Hot table. */
  readonly stored: string;
  readonly storedColumns: readonly StoredColumn[];
  /** Select list over hot rows `e`: the specified columns in their order, then ours. */
  readonly shown: string;
  /** Stored columns that files carry at the end, as `stored_<name>`, because the specified ones do not tell them. */
  readonly hidden: readonly string[];
  /** Expressions over a file's row `l` for stored columns that have another name or form there. */
  readonly fromFile: Readonly<Record<string, string>>;
  /** Column that rows of one file are sorted by first: equal values side by side save a sixth of the bytes. */
  readonly sortedBy: string;
}

const info = (key: string) => `l.process_info[${quoteLiteral(key)}]`;
const infoMs = (key: string) => `epoch_ms(${info(key)}::TIMESTAMP)`;
const uuidOf = (text: string) =>
  `CASE WHEN length(${text}) = 36 AND ${text} = lower(${text}) THEN try_cast(${text} AS UUID) END`;
const ridUuid = `CASE WHEN length(${info('rid')}) = 32 AND ${info('rid')} = lower(${info('rid')}) AND NOT contains(${info('rid')}, '-') THEN try_cast(${info('rid')} AS UUID) END`;

const eventKey = {
  event_uuid: uuidOf('l.event_id'),
  event_text: `CASE WHEN ${uuidOf('l.event_id')} IS NULL THEN l.event_id END`,
};
const common = {
  job_name: info('process_job_id'),
  process_time: `${info('process_time')}::TIMESTAMP`,
};
const provenance = {
  rid_uuid: ridUuid,
  rid_text: `CASE WHEN ${ridUuid} IS NULL THEN ${info('rid')} END`,
  source_ip: info('source_ip'),
  input_file: info('input_file_name'),
  upload_time_msec: infoMs('upload_time'),
  adjusted_from_msec: `${info('event_timestamp_adjusted_from')}::BIGINT`,
  adjusted_reason: info('event_timestamp_adjusted_reason'),
};

function mapTexts(columns: readonly Column[]): Record<string, string> {
  const maps = columns.filter(({ type, name }) => /map$/.test(type) && name !== 'process_info');
  return Object.fromEntries(maps.map(({ name }) => [name, `to_json(l.${quoteIdentifier(name)})::VARCHAR`]));
}

const event: LakeTable = {
  table: 'event_v2',
  stored: 'stored.event',
  storedColumns: eventStored,
  shown: eventForLake,
  hidden: [
    'event_index',
    'line',
    'file_id',
    'user_first',
    'user_first_touch_msec',
    'user_properties',
    'user_properties_json_str',
  ],
  fromFile: { ...mapTexts([...eventColumns, ...ourEventColumns]), ...eventKey, ...common, ...provenance },
  sortedBy: 'user_pseudo_id',
};

const item: LakeTable = {
  table: 'item_v2',
  stored: 'stored.item',
  storedColumns: itemStored,
  shown: itemForLake,
  hidden: ['item_index', 'file_id'],
  fromFile: { ...mapTexts(itemColumns), ...eventKey, ...common, app_id: 'l.partition_app' },
  sortedBy: 'user_pseudo_id',
};

const session: LakeTable = {
  table: 'session',
  stored: 'stored.session',
  storedColumns: sessionStored,
  shown: sessionShown,
  hidden: ['event_id', 'source_rank', 'ingest_time_msec'],
  fromFile: {
    ...mapTexts(sessionColumns),
    ...common,
    ...provenance,
    event_name: info('event_name'),
    app_id: 'l.partition_app',
  },
  sortedBy: 'user_pseudo_id',
};

const user: LakeTable = {
  table: 'user_v2',
  stored: 'stored.user',
  storedColumns: [],
  shown: userShown,
  hidden: [],
  fromFile: {},
  sortedBy: 'user_pseudo_id',
};

/** The lake's tables. Users never leave the hot table, so their files carry the specified columns only. */
export const lakeTables: Readonly<Record<ModelledTable, LakeTable>> = {
  event_v2: event,
  item_v2: item,
  session,
  user_v2: user,
};

/** Select list over hot rows `e` for a lake file, hidden columns at the end. */
export function forLakeFile(table: LakeTable): string {
  const hidden = table.hidden.map(
    (name) => `e.${quoteIdentifier(name)} AS ${quoteIdentifier(`stored_${name}`)}`,
  );
  return [table.shown, ...hidden].join(', ');
}

/** Select list over rows `l` of lake files that gives rows of the hot table again; they count as loaded long ago. */
export function fromLakeFile(table: LakeTable): string {
  const hidden = new Set(table.hidden);
  return table.storedColumns
    .map(({ name, type }) => {
      const own = hidden.has(name) ? `l.${quoteIdentifier(`stored_${name}`)}` : `l.${quoteIdentifier(name)}`;
      const value = name === 'load_no' ? '0' : (table.fromFile[name] ?? own);
      return `(${value})::${type} AS ${quoteIdentifier(name)}`;
    })
    .join(', ');
}
