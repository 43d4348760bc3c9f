import type { StagedEvent, TypedUserValue, TypedValue } from '@millstream/core';
import { type ScratchEvent, scratchEvent } from '../scratch-lake.ts';
import { FixedChance } from './fixed-chance.ts';

/** App of the shop. */
export const shopApp = 'shop';
/** Devices of the shop. */
export const shopDevices: readonly string[] = Array.from(
  { length: 60 },
  (_, index) => `d${String(index).padStart(2, '0')}`,
);

const hourMs = 3_600_000;
const minuteMs = 60_000;
/**
 * Hours that are long or short somewhere, ends of weeks and of a month, and plain ones; UTC. Few days: each is a file of the
 * lake, and what an engine takes for a file adds up.
 */
const visitHours: readonly string[] = [
  ...['2024-03-30T09', '2024-03-30T22', '2024-03-30T23', '2024-03-31T00', '2024-03-31T01', '2024-03-31T02'],
  ...['2024-03-31T21', '2024-03-31T22', '2024-04-01T08', '2024-04-01T10', '2024-04-03T23'],
  ...['2024-04-06T13', '2024-04-06T14', '2024-04-06T15', '2024-04-06T18', '2024-04-06T23'],
  ...['2024-10-05T14', '2024-10-05T15', '2024-10-05T16', '2024-10-05T20'],
  ...['2024-10-26T21', '2024-10-26T22', '2024-10-26T23', '2024-10-27T00', '2024-10-27T01'],
  ...['2024-10-27T02', '2024-10-27T09', '2024-10-27T22'],
];

const names = [
  ...['view', 'view', 'view', 'add', 'add', 'buy', 'search', 'share'],
  ...['_page_view', '_page_view', '_screen_view', '_user_engagement', '_session_start', '_first_open'],
  ...['_profile_set', '_app_exception', 'it\'s "odd" 50%_\\'],
];
const cities = ['', 'Rome', 'Rome', 'rome', "O'Brien", '100%', 'a_b', '\\', 'Ōsaka 😀'];
const gapsMs = [0, 0, 1, 10_000, minuteMs, minuteMs, 300_000, 600_000, 600_001, 1_800_000];

function numberValue(value: number): TypedValue {
  return { value: String(value), type: 'number' };
}
const textValue = (value: string): TypedValue => ({ value, type: 'string' });

/** Leaves out what is undefined, as processing does. */
function present<T>(record: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, T] => entry[1] !== undefined),
  );
}

function parametersOf(chance: FixedChance): Readonly<Record<string, TypedValue>> {
  const price = chance.maybe([-3, 0, 1, 2, 2, 2.5, 10, 19.99], 0.3);
  const city = chance.maybe(cities, 0.25);
  const isNew = chance.maybe(['true', 'false'], 0.4);
  const item = chance.maybe(['x', 'y', 'z', ''], 0.2);
  const quantity = chance.maybe([1, 2, 3], 0.5);
  return present({
    city: city === undefined ? undefined : textValue(city),
    // A text where others have a number.
    price: chance.isLucky(0.05) ? textValue('2') : price === undefined ? undefined : numberValue(price),
    'is "new"': isNew === undefined ? undefined : { value: isNew, type: 'boolean' as const },
    item: item === undefined ? undefined : textValue(item),
    quantity: quantity === undefined ? undefined : numberValue(quantity),
  });
}

function attributesOf(chance: FixedChance, setMs: number): Readonly<Record<string, TypedUserValue>> {
  const at = { set_time_msec: setMs };
  return {
    plan: { value: chance.pick(['', 'free', 'pro']), type: 'string', ...at },
    age: { value: chance.pick(['17', '30', '30.5']), type: 'number', ...at },
  };
}

function columnsOf(chance: FixedChance, name: string): Readonly<Record<string, unknown>> {
  const isPage = name === '_page_view';
  const isScreen = name === '_screen_view';
  return present<unknown>({
    geo_country: chance.maybe(['DE', 'DE', 'FR', ''], 0.2),
    platform: chance.maybe(['Web', 'Web', 'Android', 'iOS'], 0.1),
    app_version: chance.maybe(['1.0', '2.0'], 0.4),
    device_screen_width: chance.maybe([1080, 1920], 0.3),
    event_value: chance.maybe([2.5, -1, 100], 0.6),
    outbound_link: chance.maybe([true, false], 0.5),
    traffic_source_source: chance.maybe(['google', 'mail', 'Direct', ''], 0.4),
    traffic_source_medium: chance.maybe(['cpc', 'email'], 0.6),
    session_duration: chance.maybe([0, 9_999, 10_000, 60_000], 0.3),
    user_engagement_time_msec: name === '_user_engagement' ? chance.maybe([1_500, 20_000], 0.2) : undefined,
    page_view_page_title: isPage ? chance.maybe(['Home', 'Home', 'home', 'Ōsaka', ''], 0.1) : undefined,
    page_view_page_url: isPage ? chance.maybe(['/', '/', '/a', '/b?x=%_'], 0.1) : undefined,
    page_view_page_url_path: isPage ? chance.maybe(['/', '/a', '/b'], 0.1) : undefined,
    page_view_entrances: isPage ? chance.maybe([true, false], 0.5) : undefined,
    screen_view_screen_name: isScreen ? chance.maybe(['Main', 'main'], 0.1) : undefined,
    screen_view_screen_id: isScreen ? chance.maybe(['1', '2'], 0.1) : undefined,
  });
}

/** A business id of a device: shared by several, changed by some, and once the id of another device. */
function userIdOf(device: number, visit: number): string | undefined {
  if (device >= 45 || visit === 0) return undefined;
  if (device === 7) return 'd08';
  return `U${(device + (device === 9 ? visit : 0)) % 20}`;
}

interface Visit {
  readonly device: number;
  readonly number: number;
  readonly startMs: number;
}

function visitEvents(chance: FixedChance, { device, number, startMs }: Visit): readonly ScratchEvent[] {
  const session = chance.maybe([`s${number}`], 0.08);
  const userId = userIdOf(device, number);
  const length = 3 + chance.whole(9);
  let ms = startMs;
  return Array.from({ length }, (_, index): ScratchEvent => {
    ms += index === 0 ? 0 : chance.pick(gapsMs);
    const name = chance.pick(names);
    const fields = present<unknown>({
      event_name: name,
      user_pseudo_id: shopDevices[device],
      user_id: userId,
      session_id: session,
      event_bundle_sequence_id: chance.maybe([1, 1, 2, index], 0.2),
      is_bot: chance.isLucky(0.04),
      user_first: name === '_first_open' || name === '_session_start',
      user_first_touch_time_msec: startMs,
      user_properties: name === '_profile_set' ? attributesOf(chance, ms) : undefined,
      custom_parameters: parametersOf(chance),
      ...columnsOf(chance, name),
    });
    // Ids that do not follow time, some of them no UUIDs.
    const id = Math.floor(chance.next() * 2 ** 32);
    const event_id = id % 3 === 0 ? `event ${id}` : `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;
    return { event: scratchEvent({ ...fields, event_id, event_time_msec: ms }) };
  });
}

/** Some come late or out of order, some twice: the later copy is another event under the same id. */
function scattered(chance: FixedChance, rows: readonly ScratchEvent[], batchCount: number): ScratchEvent[][] {
  const batches: ScratchEvent[][] = Array.from({ length: batchCount }, () => []);
  const last = batchCount - 1;
  for (const [index, row] of rows.entries()) {
    const own = Math.floor((index * batchCount) / rows.length);
    const isLate = chance.isLucky(0.15);
    const place = isLate ? Math.min(last, own + 1 + chance.whole(batchCount)) : own;
    batches[place]?.push(row);
    if (!chance.isLucky(0.03)) continue;
    const later = { ingest_time_msec: row.event.ingest_time_msec + hourMs, event_name: 'copy' };
    const copy: StagedEvent = { ...row.event, ...later, event_time_msec: row.event.event_time_msec + 1 };
    batches[last]?.push({ event: copy });
  }
  return batches.map((batch) => batch.reverse());
}

/**
 * About 2,700 events of 60 devices, the same in every run, in batches as they arrive: several devices a user, ties, nulls,
 * empty texts, repeats, unicode, bots, long and short nights of Berlin and of Lord Howe, sessions over midnight, late
 * events, duplicates.
 */
export function fixedShop(): readonly (readonly ScratchEvent[])[] {
  const chance = new FixedChance(20_240_331);
  const visits = shopDevices.flatMap((_, device) =>
    Array.from({ length: 6 }, (_, number): Visit => {
      const hour = Date.parse(`${chance.pick(visitHours)}:00Z`);
      return { device, number, startMs: hour + chance.pick([0, 0, 10, 29, 30, 45, 59]) * minuteMs };
    }),
  );
  visits.sort((a, b) => a.startMs - b.startMs);
  const rows = visits.flatMap((visit) => visitEvents(chance, visit));
  return scattered(chance, rows, 4);
}
