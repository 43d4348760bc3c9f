import type { StagedEvent, StagedItem } from '@millstream/core';
import fc from 'fast-check';
import { stagedEvent } from './staged-batch.ts';

/** First day of the generated events, epoch ms. */
export const firstDayMs = Date.parse('2026-03-01T00:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days that the generated events cover. */
export const generatedDays = 4;

/** An event with its items, and the file that holds it. */
export interface GeneratedRow {
  readonly event: StagedEvent;
  readonly items: readonly StagedItem[];
  readonly file: number;
}

const names = ['_first_open', '_session_start', '_page_view', '_profile_set', '_screen_view', 'purchase'];
const firstNames = new Set(['_first_open', '_first_visit', '_session_start', '_screen_view']);

interface Seed {
  readonly id: number;
  readonly name: string;
  readonly hour: number;
  readonly ingest: number;
  readonly user: number | null;
  readonly userId: number | null;
  readonly session: number | null;
  readonly source: string | null;
  readonly isBot: boolean;
  readonly items: number;
  readonly file: number;
}

const seed: fc.Arbitrary<Seed> = fc.record({
  id: fc.nat(30),
  name: fc.constantFrom(...names),
  hour: fc.nat(3),
  ingest: fc.nat(3),
  user: fc.option(fc.nat(3), { freq: 8 }),
  userId: fc.option(fc.nat(2)),
  session: fc.option(fc.nat(2), { freq: 6 }),
  source: fc.option(fc.constantFrom('Direct', 'Google', 'news')),
  isBot: fc.boolean().map((value) => value),
  items: fc.nat(2),
  file: fc.nat(5),
});

/** Every third id is no UUID, so that both ways of storing ids meet. */
function eventId(id: number): string {
  if (id % 3 === 0) return `event ${id}`;
  return `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
}

function toRow(from: Seed, index: number): GeneratedRow {
  const day = from.id % generatedDays;
  const timeMs = firstDayMs + day * dayMs + from.hour * hourMs;
  const place = { file: from.file, line: index, event_index: index % 2 };
  const isProfile = from.name === '_profile_set';
  const plan = `plan ${index % 5}`;
  const event = stagedEvent({
    ...place,
    event_id: eventId(from.id),
    event_time_msec: timeMs,
    event_name: from.name,
    ingest_time_msec: firstDayMs + 5 * dayMs + from.ingest,
    rid: index.toString(16).padStart(32, index % 4 === 0 ? 'f' : '0'),
    is_bot: from.isBot && from.id % 2 === 0,
    user_first: firstNames.has(from.name),
    user_first_touch_time_msec: timeMs - index,
    ...(from.user === null ? {} : { user_pseudo_id: `user ${from.user}` }),
    ...(from.userId === null ? {} : { user_id: `customer ${from.userId}` }),
    ...(from.session === null ? {} : { session_id: `session ${from.session}` }),
    ...(from.source === null ? {} : { traffic_source_source: from.source }),
    ...(isProfile
      ? {
          user_properties: { plan: { value: plan, type: 'string' as const, set_time_msec: timeMs } },
          user_properties_json_str: JSON.stringify({ plan: { set_time_msec: timeMs, value: plan } }),
        }
      : {}),
  });
  const items = Array.from({ length: from.items }, (_, item) => ({
    ...place,
    item_index: item,
    item_id: `item ${item}`,
    price: index + item / 2,
  }));
  return { event, items, file: from.file };
}

/** Events of few ids, users, sessions and moments, so that duplicates, ties and displaced rows are common. */
export const generatedRows: fc.Arbitrary<readonly GeneratedRow[]> = fc
  .array(seed, { minLength: 1, maxLength: 40 })
  .map((seeds) => seeds.map(toRow));
