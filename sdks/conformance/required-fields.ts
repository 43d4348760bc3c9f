import type { JsonObject, SdkName } from './driver.ts';
import { type Bindings, matchValue } from './match-values.ts';

/** Values of `platform` that an SDK may send. */
export const platformNames: Readonly<Record<SdkName, readonly string[]>> = {
  web: ['Web'],
  android: ['Android'],
  'react-native': ['Android', 'iOS'],
  wechat: ['WeChatMP'],
  swift: ['iOS'],
  flutter: ['Android', 'iOS'],
};

const text = { $matches: '.' };
const ms = { $atLeast: 0 };
const uuid = { $matches: '^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' };
const anyText = { $matches: '' };

const everywhere = {
  event_type: text,
  event_id: uuid,
  timestamp: ms,
  app_id: text,
  unique_id: text,
  // Empty where nothing may be stored on the device.
  device_id: anyText,
  platform: text,
  zone_offset: { $any: true },
  screen_width: ms,
  screen_height: ms,
  sdk_name: text,
  sdk_version: text,
  user: { _user_first_touch_timestamp: { value: ms, set_timestamp: ms } },
  attributes: {
    _session_id: { $matches: '^.{8}-\\d{8}-\\d{9}$' },
    _session_start_timestamp: ms,
    _session_duration: ms,
    _session_number: { $atLeast: 1 },
  },
} as const;

const phone = {
  os_version: text,
  brand: text,
  model: text,
  network_type: text,
  app_version: anyText,
  app_package_name: anyText,
} as const;
const phoneOfApps = {
  ...phone,
  make: text,
  carrier: text,
  locale: text,
  system_language: text,
  country_code: text,
  app_title: anyText,
};

/** Fields of section 3 of the specification that each event of an SDK must have. */
const fields: Readonly<Record<SdkName, JsonObject>> = {
  web: {
    ...everywhere,
    make: text,
    locale: text,
    system_language: text,
    country_code: anyText,
    viewport_width: ms,
    viewport_height: ms,
    host_name: text,
    attributes: {
      ...everywhere.attributes,
      _page_title: anyText,
      _page_url: { $matches: '^https?://' },
      _latest_referrer: anyText,
      _latest_referrer_host: anyText,
    },
  },
  android: { ...everywhere, ...phoneOfApps },
  // Carrier and brand are known to native modules only, which Expo apps need not have.
  'react-native': {
    ...everywhere,
    os_version: text,
    locale: text,
    system_language: text,
    country_code: text,
  },
  wechat: {
    ...everywhere,
    ...phone,
    os_name: text,
    system_language: text,
    wechat_version: text,
    wechat_sdk_version: text,
  },
  swift: { ...everywhere, ...phoneOfApps, device_unique_id: anyText },
  flutter: { ...everywhere, ...phoneOfApps },
};

const utcStamp = (startMs: number): string => {
  const [date = '', time = ''] = new Date(startMs).toISOString().split('T');
  return `${date.replaceAll('-', '')}-${time.replace(/\D/g, '')}`;
};

function sessionProblems(event: JsonObject): readonly string[] {
  const { attributes, timestamp } = event;
  if (typeof attributes !== 'object' || attributes === null || !('_session_id' in attributes)) return [];
  const { _session_id: id, _session_start_timestamp: startMs, _session_duration: durationMs } = attributes;
  if (typeof id !== 'string' || typeof startMs !== 'number' || typeof timestamp !== 'number') return [];
  const expectedMs = Math.max(0, timestamp - startMs);
  return [
    ...(id.endsWith(`-${utcStamp(startMs)}`) ? [] : [`_session_id ${id} does not tell the start in UTC`]),
    ...(durationMs === expectedMs ? [] : [`_session_duration is ${durationMs}, should be ${expectedMs}`]),
  ];
}

/** Checks one event against what every event of an SDK must have. @returns what is wrong */
export function requiredFieldProblems(event: JsonObject, sdk: SdkName): readonly string[] {
  const bindings: Bindings = new Map();
  const problems = [
    ...matchValue(fields[sdk], event, { bindings, zeroMs: 0 }),
    ...(Number.isInteger(event.timestamp) ? [] : ['timestamp is no integer']),
    ...sessionProblems(event),
  ];
  if (event.event_type === '_profile_set') return problems;
  const user = event.user;
  const names = typeof user === 'object' && user !== null ? Object.keys(user) : [];
  const surplus = names.filter((name) => name !== '_user_id' && name !== '_user_first_touch_timestamp');
  return [...problems, ...surplus.map((name) => `user.${name} belongs into _profile_set only`)];
}
