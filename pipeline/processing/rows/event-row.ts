import type { TypedUserValue, TypedValue } from '@millstream/core';

// Each call is inlined; naming the type here keeps one list of columns instead of an interface beside a factory.
const text = (): string | undefined => undefined;
const number = (): number | undefined => undefined;
const bool = (): boolean | undefined => undefined;
const map = (): Readonly<Record<string, string>> | undefined => undefined;
const typedMap = (): Readonly<Record<string, TypedValue>> | undefined => undefined;
const userMap = (): Readonly<Record<string, TypedUserValue>> | undefined => undefined;

/**
 * A row for `event_v2` on its way through the steps, which fill it in place. Every row has every key, so that all rows
 * share one hidden class; null is `undefined`, which JSON leaves out, so its JSON text is a `StagedEvent`.
 */
export function createEventRow(file: number, line: number, eventIndex: number) {
  return {
    file,
    line,
    event_index: eventIndex,
    event_id: '',
    event_time_msec: 0,
    event_name: '',
    event_value: number(),
    event_value_currency: text(),
    event_bundle_sequence_id: number(),
    ingest_time_msec: 0,
    device_mobile_brand_name: text(),
    device_mobile_model_name: text(),
    device_manufacturer: text(),
    device_carrier: text(),
    device_network_type: text(),
    device_operating_system: text(),
    device_operating_system_version: text(),
    device_vendor_id: text(),
    device_advertising_id: text(),
    device_system_language: text(),
    device_time_zone_offset_seconds: number(),
    device_ua_browser: text(),
    device_ua_browser_version: text(),
    device_ua_os: text(),
    device_ua_os_version: text(),
    device_ua_device: text(),
    device_ua_device_category: text(),
    device_ua: map(),
    device_screen_width: number(),
    device_screen_height: number(),
    device_viewport_width: number(),
    device_viewport_height: number(),
    geo_continent: text(),
    geo_sub_continent: text(),
    geo_country: text(),
    geo_region: text(),
    geo_metro: text(),
    geo_city: text(),
    geo_locale: text(),
    traffic_source_source: text(),
    traffic_source_medium: text(),
    traffic_source_campaign: text(),
    traffic_source_content: text(),
    traffic_source_term: text(),
    traffic_source_campaign_id: text(),
    traffic_source_clid_platform: text(),
    traffic_source_clid: text(),
    traffic_source_channel_group: text(),
    traffic_source_category: text(),
    user_first_touch_time_msec: number(),
    app_package_id: text(),
    app_version: text(),
    app_title: text(),
    app_install_source: text(),
    platform: text(),
    project_id: '',
    app_id: '',
    screen_view_screen_name: text(),
    screen_view_screen_id: text(),
    screen_view_screen_unique_id: text(),
    screen_view_previous_screen_name: text(),
    screen_view_previous_screen_id: text(),
    screen_view_previous_screen_unique_id: text(),
    screen_view_previous_time_msec: number(),
    screen_view_engagement_time_msec: number(),
    screen_view_entrances: bool(),
    page_view_page_referrer: text(),
    page_view_page_referrer_title: text(),
    page_view_previous_time_msec: number(),
    page_view_engagement_time_msec: number(),
    page_view_page_title: text(),
    page_view_page_url: text(),
    page_view_page_url_path: text(),
    page_view_page_url_query_parameters: map(),
    page_view_hostname: text(),
    page_view_latest_referrer: text(),
    page_view_latest_referrer_host: text(),
    page_view_entrances: bool(),
    app_start_is_first_time: bool(),
    upgrade_previous_app_version: text(),
    upgrade_previous_os_version: text(),
    search_key: text(),
    search_term: text(),
    outbound_link_classes: text(),
    outbound_link_domain: text(),
    outbound_link_id: text(),
    outbound_link_url: text(),
    outbound_link: bool(),
    user_engagement_time_msec: number(),
    user_id: text(),
    user_pseudo_id: text(),
    session_id: text(),
    session_start_time_msec: number(),
    session_duration: number(),
    session_number: number(),
    scroll_engagement_time_msec: number(),
    sdk_error_code: text(),
    sdk_error_message: text(),
    sdk_version: text(),
    sdk_name: text(),
    app_exception_message: text(),
    app_exception_stack: text(),
    custom_parameters_json_str: text(),
    custom_parameters: typedMap(),
    rid: '',
    source_ip: text(),
    upload_time_msec: number(),
    adjusted_from_msec: number(),
    adjusted_reason: text(),
    is_bot: false,
    bot_reason: text(),
    user_first: false,
    user_first_touch_msec: number(),
    user_properties: userMap(),
    user_properties_json_str: text(),
    // Travel with the row for the enrichments and are blanked before output.
    ua: text(),
    ip: text(),
  };
}

/** See `createEventRow`. */
export type EventRow = ReturnType<typeof createEventRow>;

/** Names of the columns of `Row` whose values have the type `Value`. */
export type ColumnsOf<Row, Value> = {
  [Name in keyof Row]: [Value, Row[Name]] extends [Row[Name], Value] ? Name : never;
}[keyof Row];

/** Nullable text columns of an event row. */
export type EventTextColumn = ColumnsOf<EventRow, string | undefined>;
/** Nullable number columns of an event row. */
export type EventNumberColumn = ColumnsOf<EventRow, number | undefined>;
