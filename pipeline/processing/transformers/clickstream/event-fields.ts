import type { JsonObject } from '../../clean/json-object.ts';
import { isJsonObject } from '../../clean/json-object.ts';
import type { EventNumberColumn, EventRow, EventTextColumn } from '../../rows/event-row.ts';
import {
  type FieldFaults,
  readStrictNumber,
  readText,
  readTolerantInt32,
  readTolerantInteger,
} from './field-kinds.ts';

const textColumns: ReadonlyMap<string, EventTextColumn> = new Map([
  ['unique_id', 'user_pseudo_id'],
  ['user_pseudo_id', 'user_pseudo_id'],
  ['device_id', 'device_vendor_id'],
  ['device_unique_id', 'device_advertising_id'],
  ['advertising_id', 'device_advertising_id'],
  ['platform', 'platform'],
  ['os_version', 'device_operating_system_version'],
  ['make', 'device_manufacturer'],
  ['brand', 'device_mobile_brand_name'],
  ['model', 'device_mobile_model_name'],
  ['carrier', 'device_carrier'],
  ['network_type', 'device_network_type'],
  ['locale', 'geo_locale'],
  ['system_language', 'device_system_language'],
  ['host_name', 'page_view_hostname'],
  ['app_version', 'app_version'],
  ['app_package_name', 'app_package_id'],
  ['app_title', 'app_title'],
  ['sdk_version', 'sdk_version'],
  ['sdk_name', 'sdk_name'],
  ['event_value_currency', 'event_value_currency'],
  ['currency', 'event_value_currency'],
]);

const pixelColumns: ReadonlyMap<string, EventNumberColumn> = new Map([
  ['screen_width', 'device_screen_width'],
  ['screen_height', 'device_screen_height'],
  ['viewport_width', 'device_viewport_width'],
  ['viewport_height', 'device_viewport_height'],
]);

/** Operating systems that the event's platform may name, in lower case. */
const platformSystems: ReadonlySet<string> = new Set(['android', 'ios', 'wechatmp']);

/** The nested parts of an event and what has no column of its own. */
export interface EventParts {
  attributes: JsonObject | undefined;
  user: JsonObject | undefined;
  items: readonly unknown[] | undefined;
  /** Unknown fields, to become custom parameters. */
  custom: Map<string, unknown> | undefined;
}

function readObject(value: unknown, field: string, faults: FieldFaults): JsonObject | undefined {
  if (value === null) return undefined;
  return isJsonObject(value) ? value : faults.mark(field);
}

function readZoneOffset(value: unknown): number | undefined {
  const offsetMs = readTolerantInteger(value);
  return offsetMs === undefined ? undefined : readTolerantInt32(Math.trunc(offsetMs / 1000) + 0);
}

/** Fields that are neither plain text nor pixels. False for an unknown name. */
function readSpecialField(
  name: string,
  value: unknown,
  row: EventRow,
  parts: EventParts,
  faults: FieldFaults,
): boolean {
  switch (name) {
    case 'event_type':
    case 'event_name':
      row.event_name = readText(value, name, faults) ?? '';
      return true;
    case 'event_id':
      row.event_id = readText(value, name, faults) ?? '';
      return true;
    case 'app_id':
      row.app_id = readText(value, name, faults) ?? '';
      return true;
    case 'zone_offset':
      row.device_time_zone_offset_seconds = readZoneOffset(value);
      return true;
    case 'event_value':
    case 'event_value_in_usd':
      row.event_value = readStrictNumber(value, name, faults);
      return true;
    case 'attributes':
      parts.attributes = readObject(value, name, faults);
      return true;
    case 'user':
      parts.user = readObject(value, name, faults);
      return true;
    case 'items':
      if (Array.isArray(value)) parts.items = value;
      else if (value !== null) faults.mark(name);
      return true;
    default:
      return name === 'timestamp' || name === 'event_previous_timestamp';
  }
}

/** Reads the top level of an event into its row; gives what needs further reading. */
export function readEventFields(event: JsonObject, row: EventRow, faults: FieldFaults): EventParts {
  const parts: EventParts = { attributes: undefined, user: undefined, items: undefined, custom: undefined };
  for (const name in event) {
    const value = event[name];
    const textColumn = textColumns.get(name);
    if (textColumn !== undefined) {
      row[textColumn] = readText(value, name, faults);
      continue;
    }
    const pixelColumn = pixelColumns.get(name);
    if (pixelColumn !== undefined) {
      row[pixelColumn] = readTolerantInt32(value);
    } else if (!readSpecialField(name, value, row, parts, faults)) {
      parts.custom ??= new Map();
      parts.custom.set(name, value);
    }
  }
  return parts;
}

/** Fills what follows from the top level alone: operating system, default platform and currency. */
export function completeEventFields(row: EventRow, hasAttributes: boolean): void {
  const { platform } = row;
  if (platform !== undefined && platformSystems.has(platform.toLowerCase()))
    row.device_operating_system = platform;
  row.platform ??= 'Web';
  row.event_value_currency = row.event_value === undefined ? undefined : (row.event_value_currency ?? 'USD');
  if (!hasAttributes) row.page_view_hostname = undefined;
}
