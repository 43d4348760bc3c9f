import { ingestMs, type JsonObject } from './spec-case.ts';

/** A body for a transformer other than ours, and rows by event id. */
export interface ThirdPartyCase {
  readonly rule: string;
  readonly transformer: 'gtm' | 'sensors';
  readonly data: string;
  readonly rows: Readonly<Record<string, JsonObject>>;
  readonly users?: Readonly<Record<string, JsonObject>>;
  readonly items?: readonly JsonObject[];
  readonly sessions?: number;
}

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

const gtmEvent = {
  event_name: 'page_view',
  client_id: 'c-1',
  user_id: '42',
  ga_session_id: '777',
  ga_session_number: 3,
  language: 'en-us',
  currency: 'EUR',
  value: 12.5,
  screen_resolution: '1920x1080',
  page_location: 'https://shop.example.org/p?gclid=abc',
  page_referrer: 'https://www.google.com/',
  page_title: 'Tea+pots',
  engagement_time_msec: 55,
  user_agent: chrome,
  'x-ga-ur': 'UR',
  client_hints: {
    platform: '"macOS"',
    platform_version: '14.1.0',
    mobile: false,
    model: 'M',
    brands: [{ brand: 'Chromium', version: '120' }],
    full_version_list: [{ brand: 'Chromium', version: '120.0.1' }],
  },
  event_location: { country: 'DE', region: 'BE' },
  'x-sst-system_properties': { uc: 'FR', request_start_time_ms: 1_772_359_200_500 },
  'x-ga-system_properties': { fv: '1', ss: '1' },
  'x-ga-mp2-user_properties': { _user_id: 'x', username: 'ann', age: 30, tier: 'gold' },
  items: [{ item_id: 'i-1', item_name: 'Tea', price: 3.5, colour: 'red' }, { item_name: 'without id' }],
};

const sensorsEvent = {
  event: 'page_view',
  distinct_id: 'd-1',
  time: 1_772_359_000_000,
  anonymous_id: 'anon',
  identities: { $identity_login_id: 'login' },
  lib: { $lib: 'js', $lib_version: '1.2' },
  properties: {
    $os: 'iOS',
    $url: 'https://shop.example.org/p?a=1',
    $wifi: true,
    $event_duration: 7,
    $city: 'Rome',
    $screen_width: 10,
    $screen_height: 20,
    $brand: 'A',
    $model: 'B',
    $manufacturer: 'C',
    $carrier: 'D',
    $timezone_offset: -60,
    $device_id: 'E',
    $app_name: 'F',
    $is_first_time: true,
    user_level: 'gold',
    other: 'x',
  },
};

const gtmRow = {
  event_time_msec: ingestMs,
  event_value: 12.5,
  event_value_currency: 'EUR',
  app_id: 'shop',
  platform: 'macOS',
  device_mobile_brand_name: 'Chromium',
  device_mobile_model_name: 'M',
  device_operating_system: '"macOS"',
  device_operating_system_version: '14.1.0',
  device_system_language: 'en-us',
  device_screen_width: 1920,
  device_screen_height: 1080,
  device_ua_browser: 'Chrome',
  device_ua_os: 'Windows',
  geo_country: 'DE',
  geo_region: 'BE',
  page_view_page_title: 'Tea pots',
  page_view_page_url: 'https://shop.example.org/p?gclid=abc',
  page_view_page_url_path: '/p',
  page_view_hostname: 'shop.example.org',
  page_view_page_referrer: 'https://www.google.com/',
  user_engagement_time_msec: 55,
  user_id: '42',
  user_pseudo_id: 'c-1',
  session_id: '777',
  session_number: 3,
  session_start_time_msec: 1_772_359_200_500,
  traffic_source_source: 'Google',
  traffic_source_medium: '(CPC)',
  traffic_source_channel_group: 'Paid Search',
  traffic_source_category: 'Search',
};
const gtmProperty = (value: string | null, type = 'string') => ({ value, type, set_time_msec: null });

/** `processing.md` 12 and 13; the record's id is `rid`. */
export const thirdPartyCases: readonly ThirdPartyCase[] = [
  {
    rule: '12: a Tag Manager server event, its extra events, its user, session and item',
    transformer: 'gtm',
    data: JSON.stringify([
      gtmEvent,
      { event_name: 'login', client_id: 'c-2' },
      { event_name: '', client_id: 'c-3' },
      7,
    ]),
    rows: {
      'rid-0-777-3': { ...gtmRow, event_name: '_page_view' },
      'rid-0-777-3-first-open': { ...gtmRow, event_name: '_first_open' },
      'rid-0-777-3-session-start': { ...gtmRow, event_name: '_session_start' },
      'rid-1-x-x': {
        event_name: '_profile_set',
        event_value: 0,
        event_value_currency: null,
        platform: 'Web',
        traffic_source_source: 'Direct',
        device_ua: null,
      },
    },
    users: {
      'c-1': {
        user_id: '42',
        first_touch_time_msec: 1_772_359_200_500,
        first_referrer: 'https://www.google.com/',
        first_traffic_source: 'Google',
        user_properties: {
          user_id: gtmProperty('x'),
          username: gtmProperty('ann'),
          email: gtmProperty(null),
          firstName: gtmProperty(null),
          lastName: gtmProperty(null),
          gender: gtmProperty(null),
          age: gtmProperty('30', 'number'),
          persona: gtmProperty(null),
          tier: gtmProperty('gold'),
        },
      },
      'c-2': { user_id: null, user_properties: null, first_touch_time_msec: ingestMs },
    },
    items: [
      {
        item_id: 'i-1',
        name: 'Tea',
        price: 3.5,
        currency: 'EUR',
        custom_parameters_json_str: '{"colour":"red"}',
      },
    ],
    sessions: 1,
  },
  {
    rule: '13: a Sensors event, its extra event and its user, without a session',
    transformer: 'sensors',
    data: `data_list=${encodeURIComponent(Buffer.from(JSON.stringify([sensorsEvent])).toString('base64'))}`,
    rows: {
      'rid-0-d-1': {
        event_name: '_page_view',
        event_time_msec: ingestMs,
        user_pseudo_id: 'd-1',
        user_id: 'login',
        session_start_time_msec: 1_772_359_000_000,
        session_id: null,
        platform: 'iOS',
        page_view_page_url: 'https://shop.example.org/p?a=1',
        page_view_page_url_path: null,
        page_view_hostname: null,
        page_view_page_url_query_parameters: null,
        device_network_type: 'WIFI',
        user_engagement_time_msec: 7,
        geo_city: 'Rome',
        geo_country: null,
        device_screen_width: 10,
        device_screen_height: 20,
        device_mobile_brand_name: 'A',
        device_mobile_model_name: 'B',
        device_manufacturer: 'C',
        device_carrier: 'D',
        device_time_zone_offset_seconds: -60,
        device_vendor_id: 'E',
        app_title: 'F',
        sdk_name: 'js',
        sdk_version: '1.2',
      },
      'rid-0-d-1-first-open': { event_name: '_first_open', user_pseudo_id: 'd-1' },
    },
    users: { 'd-1': { user_id: 'login', user_properties: { user_level: gtmProperty('gold') } } },
    sessions: 0,
  },
];
