import type { JsonObject } from '../../clean/json-object.ts';
import type { EventTextColumn } from '../../rows/event-row.ts';
import { formDecode } from '../../urls/form-decode.ts';
import {
  type FieldFaults,
  readStrictInteger,
  readText,
  readTolerantBoolean,
  readTolerantInt32,
  readTolerantInteger,
} from '../clickstream/field-kinds.ts';
import { presetEventName } from '../third-party/event-names.ts';
import { firstOpen } from '../third-party/extra-event.ts';
import { readNested } from '../third-party/nested-field.ts';
import { fillCustomParameters, fillUserProperties } from '../third-party/property-columns.ts';
import type { ElementYield, ThirdPartyElement } from '../third-party/third-party-intake.ts';

const textProperties: ReadonlyMap<string, EventTextColumn> = new Map([
  ['$os', 'platform'],
  ['$url', 'page_view_page_url'],
  ['$network_type', 'device_network_type'],
  ['$city', 'geo_city'],
  ['$brand', 'device_mobile_brand_name'],
  ['$model', 'device_mobile_model_name'],
  ['$manufacturer', 'device_manufacturer'],
  ['$carrier', 'device_carrier'],
  ['$device_id', 'device_vendor_id'],
  ['$app_name', 'app_title'],
  ['$app_version', 'app_version'],
]);
const otherProperties: ReadonlySet<string> = new Set([
  '$wifi',
  '$event_duration',
  '$screen_width',
  '$screen_height',
  '$timezone_offset',
  '$is_first_time',
]);
const knownFields: ReadonlySet<string> = new Set([
  'event',
  'distinct_id',
  'anonymous_id',
  'identities',
  'time',
  'properties',
  'lib',
]);

/** Fills the row of one event of a Sensors client. */
export function readSensorsEvent(element: ThirdPartyElement): ElementYield {
  const { event, row, record, index, faults } = element;
  const properties = readNested(event.properties, 'properties', faults) ?? {};
  row.event_name = presetEventName(readText(event.event, 'event', faults) ?? '');
  row.user_pseudo_id = readText(event.distinct_id, 'distinct_id', faults);
  row.event_id = [record.rid, index, row.user_pseudo_id ?? 'x'].join('-');
  row.session_start_time_msec = readTolerantInteger(event.time);
  row.user_id = loginId(event, faults);
  row.user_first_touch_msec = record.ingestMs;
  row.ip = record.ip;
  row.ua = record.ua;
  if (row.ua !== undefined) row.device_ua = { string: row.ua };
  fillPropertyColumns(element, properties);
  fillLibraryColumns(element);
  fillOtherProperties(element, properties);
  const isFirst = readTolerantBoolean(properties.$is_first_time) ?? false;
  return { items: [], extraEvents: isFirst ? [firstOpen] : [] };
}

function loginId(event: JsonObject, faults: FieldFaults): string | undefined {
  const identities = readNested(event.identities, 'identities', faults);
  return (
    readText(identities?.$identity_login_id, '$identity_login_id', faults) ??
    readText(event.anonymous_id, 'anonymous_id', faults)
  );
}

function fillPropertyColumns({ row, faults }: ThirdPartyElement, properties: JsonObject): void {
  for (const [name, column] of textProperties) row[column] = readText(properties[name], name, faults);
  row.platform ??= 'Web';
  if (row.page_view_page_url !== undefined) row.page_view_page_url = formDecode(row.page_view_page_url);
  row.device_network_type ??= networkOfWifi(properties.$wifi);
  row.user_engagement_time_msec = readStrictInteger(properties.$event_duration, '$event_duration', faults);
  row.device_screen_width = readTolerantInt32(properties.$screen_width);
  row.device_screen_height = readTolerantInt32(properties.$screen_height);
  row.device_time_zone_offset_seconds = readTolerantInt32(properties.$timezone_offset);
}

function networkOfWifi(wifi: unknown): string | undefined {
  const isWifi = readTolerantBoolean(wifi);
  return isWifi === undefined ? undefined : isWifi ? 'WIFI' : 'CELLULAR';
}

function fillLibraryColumns({ event, row, faults }: ThirdPartyElement): void {
  const library = readNested(event.lib, 'lib', faults);
  row.sdk_name = readText(library?.$lib, '$lib', faults);
  row.sdk_version = readText(library?.$lib_version, '$lib_version', faults);
  row.app_version ??= readText(library?.$app_version, '$app_version', faults);
}

/** Unknown fields, then unknown properties, become custom parameters; properties about the user become the user's too. */
function fillOtherProperties({ event, row }: ThirdPartyElement, properties: JsonObject): void {
  const custom = new Map<string, unknown>(Object.entries(event).filter(([name]) => !knownFields.has(name)));
  const ofUser = new Map<string, unknown>();
  for (const [name, value] of Object.entries(properties)) {
    if (textProperties.has(name) || otherProperties.has(name)) continue;
    custom.set(name, value);
    if (name.includes('user')) ofUser.set(name, value);
  }
  fillCustomParameters(row, custom);
  fillUserProperties(row, ofUser);
}
