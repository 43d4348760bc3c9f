import {
  type Column,
  type ColumnType,
  eventColumns,
  itemColumns,
  sessionColumns,
  userColumns,
} from '@millstream/core';

const hidden = new Set([
  'event_timestamp',
  'event_id',
  'process_info',
  'created_time',
  'project_id',
  'app_id',
]);
const isPlain = ({ name, type }: Column) => !hidden.has(name) && !/map$|^ts$/.test(type);

/** Columns that the session's row tells of an event's session. */
const ofSession = sessionColumns.filter((column) => isPlain(column) && /^session_(?!id$)/.test(column.name));
const sessionNames = new Set(ofSession.map(({ name }) => name));
const ofEvent = eventColumns.filter((column) => isPlain(column) && !sessionNames.has(column.name));
const ofUser = userColumns.filter((column) => isPlain(column) && /^(user_id|first_)/.test(column.name));

const isItemPart = ({ name, type }: Column) =>
  name === 'event_id' || (!hidden.has(name) && !/map$|^ts$/.test(type));

/** Preset columns by where they lie; names are unique within each. */
export const presetColumns: Readonly<
  Record<'event' | 'session' | 'user' | 'item' | 'sessionRow', ReadonlyMap<string, Column>>
> = {
  event: new Map(ofEvent.map((column) => [column.name, column])),
  session: new Map(ofSession.map((column) => [column.name, column])),
  user: new Map(ofUser.map((column) => [column.name, column])),
  item: new Map(itemColumns.filter(isItemPart).map((column) => [column.name, column])),
  sessionRow: new Map(sessionColumns.filter(isPlain).map((column) => [column.name, column])),
};

/** Types of all preset columns, `user_pseudo_id` and `event_id` included; a name means the same type wherever it lies. */
const types = new Map<string, ColumnType>(
  [...itemColumns, ...eventColumns, ...sessionColumns, ...userColumns].map(({ name, type }) => [name, type]),
);

/** Type of a preset column. Throws for a name that is none: names are checked before a plan is made. */
export function columnType(name: string): ColumnType {
  const type = types.get(name);
  if (type === undefined) throw new Error(`there is no column ${name}`);
  return type;
}
