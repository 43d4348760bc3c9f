import type { JsonObject } from '../../clean/json-object.ts';
import type { EventRow, EventTextColumn } from '../../rows/event-row.ts';
import {
  type FieldFaults,
  readStrictInteger,
  readText,
  readTolerantBoolean,
  readTolerantInteger,
} from './field-kinds.ts';

const textColumns: ReadonlyMap<string, EventTextColumn> = new Map([
  ['_session_id', 'session_id'],
  ['_screen_name', 'screen_view_screen_name'],
  ['_screen_id', 'screen_view_screen_id'],
  ['_screen_unique_id', 'screen_view_screen_unique_id'],
  ['_previous_screen_name', 'screen_view_previous_screen_name'],
  ['_previous_screen_id', 'screen_view_previous_screen_id'],
  ['_previous_screen_unique_id', 'screen_view_previous_screen_unique_id'],
  ['_page_title', 'page_view_page_title'],
  ['_page_url', 'page_view_page_url'],
  ['_page_referrer', 'page_view_page_referrer'],
  ['_page_referrer_title', 'page_view_page_referrer_title'],
  ['_latest_referrer', 'page_view_latest_referrer'],
  ['_latest_referrer_host', 'page_view_latest_referrer_host'],
  ['_exception_message', 'app_exception_message'],
  ['_exception_stack', 'app_exception_stack'],
  ['_previous_app_version', 'upgrade_previous_app_version'],
  ['_previous_os_version', 'upgrade_previous_os_version'],
  ['_search_key', 'search_key'],
  ['_search_term', 'search_term'],
  ['_link_classes', 'outbound_link_classes'],
  ['_link_domain', 'outbound_link_domain'],
  ['_link_id', 'outbound_link_id'],
  ['_link_url', 'outbound_link_url'],
  ['_error_code', 'sdk_error_code'],
  ['_error_message', 'sdk_error_message'],
  ['_app_install_channel', 'app_install_source'],
  ['_app_install_source', 'app_install_source'],
  ['_install_channel', 'app_install_source'],
]);

/** Attributes by which a client states a traffic source itself. */
const trafficAttributes: ReadonlySet<string> = new Set([
  '_traffic_source_source',
  '_traffic_source_medium',
  '_traffic_source_campaign',
  '_traffic_source_campaign_id',
  '_traffic_source_content',
  '_traffic_source_term',
  '_traffic_source_clid',
  '_traffic_source_clid_platform',
  '_traffic_source_channel_group',
  '_traffic_source_category',
  '_utm_source',
  '_utm_medium',
  '_utm_campaign',
  '_utm_content',
  '_utm_term',
  '_utm_id',
  '_utm_source_platform',
  '_gclid',
]);

/** Attributes whose column depends on the event's name, and those that become a traffic source. */
export interface AttributeParts {
  previousMs: number | undefined;
  engagementMs: number | undefined;
  isFirstTime: boolean | undefined;
  /** Stated traffic attributes that are not null; undefined when there are none. */
  traffic: Map<string, string> | undefined;
  /** Unknown fields of the event, overlaid by unknown attributes. */
  custom: Map<string, unknown> | undefined;
}

/** Attributes that are not plain text. False for an unknown name. */
function readSpecialAttribute(
  name: string,
  value: unknown,
  target: { readonly row: EventRow; readonly parts: AttributeParts; readonly faults: FieldFaults },
): boolean {
  const { row, parts, faults } = target;
  switch (name) {
    case '_session_start_timestamp':
    case '_session_start_time_msec':
      row.session_start_time_msec = readTolerantInteger(value);
      return true;
    case '_session_duration':
      row.session_duration = readTolerantInteger(value);
      return true;
    case '_session_number':
      row.session_number = readTolerantInteger(value);
      return true;
    case '_entrances':
      row.screen_view_entrances = readTolerantBoolean(value);
      row.page_view_entrances = row.screen_view_entrances;
      return true;
    case '_outbound':
      row.outbound_link = readTolerantBoolean(value);
      return true;
    case '_is_first_time':
      parts.isFirstTime = readTolerantBoolean(value);
      return true;
    case '_previous_timestamp':
      parts.previousMs = readStrictInteger(value, name, faults);
      return true;
    case '_engagement_time_msec':
      parts.engagementMs = readStrictInteger(value, name, faults);
      return true;
    default:
      return false;
  }
}

function readTrafficAttribute(
  name: string,
  value: unknown,
  parts: AttributeParts,
  faults: FieldFaults,
): void {
  const text = readText(value, name, faults);
  if (text === undefined) return;
  parts.traffic ??= new Map();
  parts.traffic.set(name, text);
}

/** Reads an event's attributes into its row; `custom` holds the event's own unknown fields so far. */
export function readAttributes(
  attributes: JsonObject | undefined,
  target: {
    readonly row: EventRow;
    readonly custom: Map<string, unknown> | undefined;
    readonly faults: FieldFaults;
  },
): AttributeParts {
  const { row, faults, custom } = target;
  const parts: AttributeParts = {
    previousMs: undefined,
    engagementMs: undefined,
    isFirstTime: undefined,
    traffic: undefined,
    custom,
  };
  const special = { row, parts, faults };
  for (const name in attributes) {
    const value = attributes[name];
    const textColumn = textColumns.get(name);
    if (textColumn !== undefined) {
      row[textColumn] = readText(value, name, faults);
    } else if (trafficAttributes.has(name)) {
      readTrafficAttribute(name, value, parts, faults);
    } else if (!readSpecialAttribute(name, value, special)) {
      parts.custom ??= new Map();
      parts.custom.set(name, value);
    }
  }
  return parts;
}

/** Fills the columns that an attribute reaches only on the event it belongs to. */
export function fillNamedEventColumns(row: EventRow, parts: AttributeParts): void {
  switch (row.event_name) {
    case '_screen_view':
      row.screen_view_previous_time_msec = parts.previousMs;
      row.screen_view_engagement_time_msec = parts.engagementMs;
      break;
    case '_page_view':
      row.page_view_previous_time_msec = parts.previousMs;
      row.page_view_engagement_time_msec = parts.engagementMs;
      break;
    case '_user_engagement':
      row.user_engagement_time_msec = parts.engagementMs;
      break;
    case '_scroll':
      row.scroll_engagement_time_msec = parts.engagementMs;
      break;
    case '_app_start':
      row.app_start_is_first_time = parts.isFirstTime;
      break;
  }
}
