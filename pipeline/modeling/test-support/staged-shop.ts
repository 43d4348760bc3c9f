import { createHash } from 'node:crypto';
import type { StagedEvent, StagedItem } from '@millstream/core';
import { stagedEvent } from './staged-batch.ts';

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

/** A visitor's visit while it lasts. */
interface Visit {
  readonly visitor: number;
  readonly number: number;
  readonly startMs: number;
  readonly source: string;
}

const visitMs = 1_800_000;
const names = ['_page_view', '_scroll', '_user_engagement', 'view_item', 'add_to_cart', 'purchase'];
const itemNames = new Set(['view_item', 'add_to_cart', 'purchase']);
const sources = ['Direct', 'Google', 'newsletter', 'Facebook'];

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

function hexOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function uuidOf(text: string): string {
  return hexOf(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A believable stream of staged events in order of arrival: visits of returning visitors, pages, items, some bots. */
export function* stagedShop(options: StagedShopOptions): Generator<StagedShopRow> {
  const random = seededRandom(options.seed);
  const pick = <T>(list: readonly T[], fallback: T): T =>
    list[Math.floor(random() * list.length)] ?? fallback;
  const visitors = Math.max(5, Math.ceil(options.eventCount / 20));
  const stepMs = (options.days * 86_400_000) / options.eventCount;
  const visits = new Map<number, Visit>();
  for (let index = 0; index < options.eventCount; index += 1) {
    const atMs = Math.floor(options.startMs + index * stepMs);
    const visitor = Math.floor(random() * visitors);
    const earlier = visits.get(visitor);
    const isNew = earlier === undefined || atMs - earlier.startMs > visitMs;
    const next = {
      visitor,
      number: (earlier?.number ?? 0) + 1,
      startMs: atMs,
      source: pick(sources, 'Direct'),
    };
    const visit = isNew ? next : earlier;
    visits.set(visitor, visit);
    const opening = visit.number === 1 ? '_first_open' : '_session_start';
    const event = shopEvent({
      visit,
      index,
      atMs,
      seed: options.seed,
      name: isNew ? opening : pick(names, 'x'),
    });
    const item = {
      file: 0,
      line: index,
      event_index: 0,
      item_index: 0,
      item_id: `p${index % 200}`,
      price: index / 4,
    };
    yield { event, items: itemNames.has(event.event_name) ? [item] : [] };
  }
}

interface ShopMoment {
  readonly visit: Visit;
  readonly index: number;
  readonly atMs: number;
  readonly seed: number;
  readonly name: string;
}

function shopEvent({ visit, index, atMs, seed, name }: ShopMoment): StagedEvent {
  const { visitor } = visit;
  const user = uuidOf(`visitor ${visitor}`);
  const isProfile = visitor % 3 === 0 && name === '_scroll';
  return stagedEvent({
    line: index,
    event_id: uuidOf(`event ${seed} ${index}`),
    event_time_msec: atMs,
    event_name: isProfile ? '_profile_set' : name,
    ingest_time_msec: atMs + 200 + (index % 900),
    app_id: visitor % 9 === 8 ? 'mobile' : 'web',
    rid: hexOf(`request ${seed} ${index}`),
    source_ip: `203.0.113.${visitor % 250}`,
    is_bot: visitor % 50 === 7,
    user_first: name === '_first_open' || name === '_session_start',
    user_pseudo_id: user,
    user_first_touch_time_msec: visit.startMs,
    session_id: `${user.slice(-8)}-${visit.startMs}`,
    session_start_time_msec: visit.startMs,
    session_number: visit.number,
    traffic_source_source: visit.source,
    platform: 'Web',
    device_ua: { string: `Mozilla/5.0 Chrome/${100 + (visitor % 40)}.0.0.0` },
    page_view_page_url: `https://shop.example.org/product/${index % 200}`,
    custom_parameters: { price: { value: String(index / 4), type: 'number' } },
    ...(visitor % 3 === 0 ? { user_id: `customer-${visitor}` } : {}),
    ...(isProfile
      ? {
          user_properties: { plan: { value: 'pro', type: 'string' as const, set_time_msec: atMs } },
          user_properties_json_str: `{"plan":{"set_time_msec":${atMs},"value":"pro"}}`,
        }
      : {}),
  });
}
