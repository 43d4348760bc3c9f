import { createHash } from 'node:crypto';
import type { StagedEvent, StagedItem } from '@millstream/core';

/** Settings of the generated shop; the same settings give the same rows. */
export interface StagedShopOptions {
  readonly seed: number;
  readonly eventCount: number;
  /** First moment, epoch ms. */
  readonly startMs: number;
  readonly days: number;
}

/** One generated event with its items, before it is given to a file. */
export interface StagedShopRow {
  readonly event: StagedEvent;
  readonly items: readonly StagedItem[];
}

const names = ['_page_view', '_scroll', '_click', '_user_engagement', 'view_item', 'add_to_cart', 'purchase'];
const countries = ['Germany', 'France', 'Japan', 'United States', 'Brazil', 'India', 'Canada', 'Spain'];
const sources = [
  ['Direct', 'None', 'Direct', 'Direct'],
  ['Google', '(Organic)', undefined, 'Search'],
  ['newsletter', 'email', 'spring', 'Unassigned'],
  ['Facebook', '(Referral)', undefined, 'Social'],
] as const;

/** Small seeded generator (mulberry32); values in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function hex(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function uuid(text: string): string {
  const digits = hex(text);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20)}`;
}

/** A believable stream of staged events in order of arrival: visits of returning users, pages, items, some bots. */
export function* stagedShop(options: StagedShopOptions): Generator<StagedShopRow> {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const userCount = Math.max(5, Math.ceil(options.eventCount / 20));
  const stepMs = (options.days * 86_400_000) / Math.max(1, options.eventCount);
  const live = new Map<number, { session: number; startMs: number; source: (typeof sources)[number] }>();
  const visits = new Map<number, number>();
  for (let index = 0; index < options.eventCount; index += 1) {
    const atMs = Math.floor(options.startMs + index * stepMs);
    // Recent visitors are likelier, so that events of a visit stand near each other.
    const hot = [...live.keys()].slice(-60);
    const user = hot.length > 20 && random() < 0.9 ? pick(hot) : Math.floor(random() * userCount);
    let visit = live.get(user);
    const isNewVisit = visit === undefined || atMs - visit.startMs > 1_800_000;
    if (visit === undefined || isNewVisit) {
      const session = (visits.get(user) ?? 0) + 1;
      visits.set(user, session);
      visit = { session, startMs: atMs, source: pick(sources) };
      live.delete(user);
      live.set(user, visit);
      if (live.size > 400) live.delete(live.keys().next().value as number);
    }
    const isBot = user % 50 === 7;
    const first = isNewVisit && visit.session === 1;
    const name = first ? '_first_open' : isNewVisit ? '_session_start' : pick(names);
    const product = Math.floor(random() * 200);
    const path = name.includes('item')
      ? `/product/${product}`
      : pick(['/', '/cart', '/category/shoes', '/search']);
    const url = `https://shop.example.org${path}${random() < 0.1 ? '?utm_source=newsletter&utm_medium=email' : ''}`;
    const device = user % 40;
    const ua = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${100 + device}.0.0.0 Safari/537.36`;
    const [source, medium, campaign, category] = visit.source;
    const custom =
      name === 'view_item' || name === 'add_to_cart' || name === 'purchase'
        ? { product_id: `p${product}`, value: Math.round(random() * 10000) / 100, in_stock: true }
        : undefined;
    const event: StagedEvent = {
      file: 0,
      line: index,
      event_index: 0,
      event_id: uuid(`e${options.seed}-${index}`),
      event_time_msec: atMs,
      event_name: name,
      ...(name === 'purchase'
        ? { event_value: Math.round(random() * 10000) / 100, event_value_currency: 'USD' }
        : {}),
      event_bundle_sequence_id: index % 100,
      ingest_time_msec: atMs + 200 + Math.floor(random() * 900),
      device_system_language: pick(['de', 'fr', 'ja', 'en']),
      device_time_zone_offset_seconds: 3600 * (user % 12),
      device_ua_browser: 'Chrome',
      device_ua_browser_version: `${100 + device}.0.0`,
      device_ua_os: 'Linux',
      device_ua_device: 'Other',
      device_ua_device_category: 'Other',
      device_ua: {
        string: ua,
        userAgent: `{"family":"Chrome","major":"${100 + device}","minor":"0","patch":"0"}`,
        os: '{"family":"Linux","major":null,"minor":null,"patch":null,"patchMinor":null}',
        device: '{"family":"Other"}',
      },
      device_screen_width: 1920,
      device_screen_height: 1080,
      device_viewport_width: 1200 + (user % 30) * 10,
      device_viewport_height: 800,
      geo_continent: 'Europe',
      geo_country: countries[user % countries.length] as string,
      geo_city: `City ${user % 120}`,
      geo_locale: 'de-DE',
      traffic_source_source: source,
      traffic_source_medium: medium,
      ...(campaign === undefined ? {} : { traffic_source_campaign: campaign }),
      traffic_source_channel_group: source,
      traffic_source_category: category,
      user_first_touch_time_msec: options.startMs + user * 1000,
      app_package_id: 'shop.example.org',
      app_title: 'Shop',
      platform: 'Web',
      project_id: 'first',
      app_id: user % 9 === 8 ? 'mobile' : 'web',
      page_view_page_referrer: 'https://shop.example.org/',
      page_view_page_referrer_title: 'Shop',
      page_view_page_title: `Page ${path}`,
      page_view_page_url: url,
      page_view_page_url_path: path,
      ...(url.includes('?')
        ? { page_view_page_url_query_parameters: { utm_source: 'newsletter', utm_medium: 'email' } }
        : {}),
      page_view_hostname: 'shop.example.org',
      page_view_entrances: isNewVisit,
      ...(name === '_user_engagement' ? { user_engagement_time_msec: Math.floor(random() * 60_000) } : {}),
      ...(user % 3 === 0 ? { user_id: `customer-${user}` } : {}),
      user_pseudo_id: uuid(`u${user}`),
      session_id: `${uuid(`u${user}`).slice(-8)}-${visit.startMs}`,
      session_start_time_msec: visit.startMs,
      session_duration: atMs - visit.startMs,
      session_number: visit.session,
      sdk_version: '0.12.4',
      sdk_name: 'aws-solution-clickstream-sdk',
      ...(custom === undefined
        ? {}
        : {
            custom_parameters_json_str: JSON.stringify(custom),
            custom_parameters: {
              in_stock: { value: 'true', type: 'boolean' as const },
              product_id: { value: custom.product_id, type: 'string' as const },
              value: { value: String(custom.value), type: 'number' as const },
            },
          }),
      rid: hex(`r${options.seed}-${index}`),
      source_ip: `203.0.113.${user % 250}`,
      upload_time_msec: atMs + 50,
      is_bot: isBot,
      ...(isBot ? { bot_reason: 'family:Googlebot' } : {}),
      user_first: ['_first_open', '_first_visit', '_session_start', '_screen_view'].includes(name),
    };
    if (user % 3 === 0 && isNewVisit) {
      event.event_name = '_profile_set';
      event.user_first = false;
      event.user_properties = { plan: { value: 'pro', type: 'string', set_time_msec: atMs } };
      event.user_properties_json_str = JSON.stringify({ plan: { set_time_msec: atMs, value: 'pro' } });
    }
    const items: StagedItem[] = custom
      ? [
          {
            file: 0,
            line: index,
            event_index: 0,
            item_index: 0,
            item_id: `p${product}`,
            name: `Product ${product}`,
            price: custom.value,
            quantity: 1,
            category: 'shoes',
          },
        ]
      : [];
    yield { event, items };
  }
}
