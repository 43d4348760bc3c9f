import { type Column, eventColumns } from '@millstream/core';
import { cutText } from '../custom-values/cut-text.ts';

/** Columns that identify an event or are derived from others. */
const fixedColumns = new Set([
  'event_timestamp',
  'event_id',
  'event_time_msec',
  'event_name',
  'ingest_time_msec',
  'project_id',
  'app_id',
  'custom_parameters',
  'custom_parameters_json_str',
  'process_info',
  'created_time',
]);

const fillable: ReadonlyMap<string, Column> = new Map(
  eventColumns.filter(({ name }) => !fixedColumns.has(name)).map((column) => [column.name, column]),
);

/** The column of that name if a plug-in may fill it. */
export function fillableColumn(name: string): Column | undefined {
  return fillable.get(name);
}

const maxInt32 = 2 ** 31;

function isTextMap(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((entry) => typeof entry === 'string')
  );
}

/** The value as the column stores it (text is cut to its length); undefined when its type does not fit. */
export function columnValue(column: Column, value: unknown): unknown {
  switch (column.type) {
    case 'str':
      if (typeof value !== 'string') return undefined;
      return column.maxBytes === undefined ? value : cutText(value.toWellFormed(), column.maxBytes);
    case 'i64':
      return Number.isSafeInteger(value) ? value : undefined;
    case 'i32':
      return typeof value === 'number' && Number.isInteger(value) && value >= -maxInt32 && value < maxInt32
        ? value
        : undefined;
    case 'f64':
      return Number.isFinite(value) ? value : undefined;
    case 'bool':
      return typeof value === 'boolean' ? value : undefined;
    case 'map':
      return isTextMap(value) ? value : undefined;
    default:
      return undefined;
  }
}
