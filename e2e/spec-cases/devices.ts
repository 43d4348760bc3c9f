import type { SpecCase } from './spec-case.ts';

const agents: readonly (readonly [
  ua: string,
  browser: string,
  version: string,
  os: string,
  osVersion: string | null,
  device: string,
  category: string,
])[] = [
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
    'Chrome',
    '120.0.0',
    'Windows',
    '10',
    'Other',
    'Other',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1',
    'Mobile Safari',
    '17.1',
    'iOS',
    '17.1',
    'iPhone',
    'Mobile',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Safari/605.1.15',
    'Safari',
    '16.6',
    'Mac OS X',
    '10.15.7',
    'Mac',
    'PC',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.6 Mobile/15E148 Safari/604.1',
    'Mobile Safari',
    '16.6',
    'iOS',
    '16.6',
    'iPad',
    'Tablet',
  ],
  [
    'Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/119.0.0.0 Mobile Safari/537.36',
    'Chrome Mobile',
    '119.0.0',
    'Android',
    '13',
    'Pixel 7',
    'Other',
  ],
  [
    'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    'Googlebot',
    '2.1',
    'Other',
    null,
    'Spider',
    'Bot',
  ],
  ['curl/8.4.0', 'curl', '8.4.0', 'Other', null, 'Other', 'Other'],
];

const noPlace = {
  geo_continent: null,
  geo_country: null,
  geo_city: null,
  geo_region: null,
  geo_metro: null,
  geo_sub_continent: null,
};

/** `processing.md` 8. */
export const deviceCases: readonly SpecCase[] = [
  ...agents.map(([ua, browser, version, os, osVersion, device, category]) => ({
    rule: `8.1: ${ua.slice(0, 40)}`,
    record: { ua },
    row: {
      device_ua_browser: browser,
      device_ua_browser_version: version,
      device_ua_os: os,
      device_ua_os_version: osVersion,
      device_ua_device: device,
      device_ua_device_category: category,
      is_bot: category === 'Bot',
    },
  })),
  {
    rule: '8.1: device_ua holds the text and three JSON objects',
    record: { ua: 'curl/8.4.0' },
    row: {
      device_ua: {
        string: 'curl/8.4.0',
        userAgent: '{"family":"curl","major":"8","minor":"4","patch":"0"}',
        os: '{"family":"Other","major":null,"minor":null,"patch":null,"patchMinor":null}',
        device: '{"family":"Other"}',
      },
    },
  },
  ...['', null].map((ua) => ({
    rule: `8.1: the user agent ${JSON.stringify(ua)} leaves all columns null`,
    record: { ua },
    row: {
      device_ua: null,
      device_ua_browser: null,
      device_ua_browser_version: null,
      device_ua_os: null,
      device_ua_os_version: null,
      device_ua_device: null,
      device_ua_device_category: null,
      is_bot: false,
    },
  })),
  {
    rule: '8.2: the first address has a place',
    record: { ip: ' 8.8.8.8 , 10.0.0.1' },
    row: { geo_continent: 'North America', geo_country: 'United States' },
  },
  ...['10.0.0.1', 'nowhere', '', null, '192.168.1.1, 8.8.8.8'].map((ip) => ({
    rule: `8.2: ${JSON.stringify(ip)} has none`,
    record: { ip },
    row: noPlace,
  })),
  {
    rule: 'README 10: a bot is stored with its verdict, but makes no user, session or item',
    event: { event_type: '_page_view', attributes: { _session_id: 's' }, items: [{ id: 'i' }] },
    record: { ua: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    row: { is_bot: true },
    items: [],
    session: null,
  },
];
