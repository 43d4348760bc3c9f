import { type FieldCategory, presetParameters, type StagedEvent, type TypedValue } from '@millstream/core';
import type {
  DiscoveredEvent,
  DiscoveredField,
  DiscoveredMetadata,
  DiscoveredValues,
} from '../discovered-metadata.ts';
import { naiveUsers, survivors } from './naive-model.ts';

const minuteMs = 60_000;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
const distinct = (values: readonly (string | null)[]) =>
  [...new Set(values.filter((value) => value !== null))].sort();
const byCount = <Key>([a, counted]: [Key, number], [b, other]: [Key, number]) =>
  other - counted || (String(a) < String(b) ? -1 : 1);

/** How often each key comes, the most frequent first. */
function tally(keys: readonly string[]): readonly [string, number][] {
  return [...Map.groupBy(keys, (key) => key)]
    .map(([key, all]): [string, number] => [key, all.length])
    .sort(byCount);
}

/** Local day of a zone that is ahead of UTC by the same minutes all year. */
function dayAt(ms: number, aheadMinutes: number): string {
  return new Date(ms + aheadMinutes * minuteMs).toISOString().slice(0, 10);
}

function seenOf(events: readonly StagedEvent[], asOfMs: number) {
  const times = events.map((event) => event.event_time_msec);
  return {
    eventCount: events.length,
    firstSeenMs: Math.min(...times),
    lastSeenMs: Math.max(...times),
    hasData: Math.max(...times) >= asOfMs - 90 * 86_400_000,
    platforms: distinct(events.map((event) => text(event.platform))),
  };
}

/** One field in one event. */
interface Carried {
  readonly event: StagedEvent;
  readonly name: string;
  readonly typed: TypedValue;
}

function carried(
  events: readonly StagedEvent[],
  column: 'custom_parameters' | 'user_properties',
): readonly Carried[] {
  return events.flatMap((event) =>
    Object.entries(event[column] ?? {}).map(([name, typed]) => ({ event, name, typed })),
  );
}

const fieldKey = ({ name, typed }: Carried) => JSON.stringify([name, typed.type]);

/** Which zone and moment the metadata is told for. */
export interface NaiveMoment {
  readonly asOfMs: number;
  readonly timeZone: string;
  /** Minutes that the zone is ahead of UTC. */
  readonly aheadMinutes: number;
}

/** Metadata of all events of an app at once, written as plainly as the rules read; up to 200 values a field. */
export function naiveMetadata(
  appId: string,
  all: readonly StagedEvent[],
  { asOfMs, timeZone, aheadMinutes }: NaiveMoment,
): DiscoveredMetadata {
  const events = survivors(all).filter((event) => !event.is_bot && event.event_name !== '_');
  const [today, lastDay] = [dayAt(asOfMs, aheadMinutes), dayAt(asOfMs - 86_400_000, aheadMinutes)];
  const named = [...Map.groupBy(events, (event) => event.event_name)].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    appId,
    timeZone,
    asOfMs,
    lastDay,
    events: named.map(([name, own]): DiscoveredEvent => {
      const days = tally(own.map((event) => dayAt(event.event_time_msec, aheadMinutes)));
      const parameters = tally(carried(own, 'custom_parameters').map(fieldKey));
      return {
        name,
        ...seenOf(own, asOfMs),
        sdkNames: distinct(own.map((event) => text(event.sdk_name))),
        sdkVersions: distinct(own.map((event) => text(event.sdk_version))),
        lastDayCount: days.find(([day]) => day === lastDay)?.[1] ?? 0,
        countsPerDay: days
          .filter(([day]) => day <= today)
          .map(([day, eventCount]) => ({ day, eventCount }))
          .sort((a, b) => (a.day < b.day ? -1 : 1)),
        parameters: parameters.map(([key]) => {
          const [field, type] = JSON.parse(key);
          return { name: field, type };
        }),
      };
    }),
    fields: [...naiveFields('event', events, asOfMs), ...naiveFields('user', events, asOfMs)],
    values: [...eventValues(events), ...userValues(all)],
  };
}

function naiveFields(
  category: 'event' | 'user',
  events: readonly StagedEvent[],
  asOfMs: number,
): readonly DiscoveredField[] {
  const found = carried(events, category === 'event' ? 'custom_parameters' : 'user_properties');
  return [...Map.groupBy(found, fieldKey)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, own]) => {
      const [name, type] = JSON.parse(key);
      const of = own.map(({ event }) => event);
      return {
        category,
        name,
        type,
        ...seenOf(of, asOfMs),
        events: tally(of.map((event) => event.event_name)).map(([event]) => event),
      };
    });
}

function toValues(
  field: { readonly category: FieldCategory; readonly name: string; readonly type: TypedValue['type'] },
  found: readonly { readonly value: string; readonly day: string | null }[],
  most: number,
): readonly DiscoveredValues[] {
  if (found.length === 0) return [];
  const counted = tally(found.map(({ value }) => value)).slice(0, most);
  const told = new Set(counted.map(([value]) => value));
  const days = distinct(found.filter(({ value }) => told.has(value)).map(({ day }) => day));
  return [
    {
      ...field,
      lastDay: days.at(-1) ?? null,
      values: counted.map(([value, count]) => ({ value, count, atMost: count })),
    },
  ];
}

function eventValues(events: readonly StagedEvent[]): readonly DiscoveredValues[] {
  const at = (event: StagedEvent, value: unknown) => {
    const shown =
      value === undefined || value === null || value === ''
        ? null
        : [...String(value)].slice(0, 100).join('');
    return shown === null ? [] : [{ value: shown, day: dayAt(event.event_time_msec, 0) }];
  };
  const custom = [...Map.groupBy(carried(events, 'custom_parameters'), fieldKey)].flatMap(([key, own]) => {
    const [name, type] = JSON.parse(key);
    const found = own.flatMap(({ event, typed }) => at(event, typed.value));
    return toValues({ category: 'event', name, type }, found, 50);
  });
  const preset = presetParameters
    .filter(({ samples, table }) => samples > 0 && table === 'event_v2')
    .flatMap(({ category, name, type }) =>
      toValues(
        { category, name, type },
        events.flatMap((event) => at(event, event[name])),
        50,
      ),
    );
  const source = preset.find(({ name }) => name === 'traffic_source_source');
  return [...custom, ...preset, ...(source === undefined ? [] : [{ ...source, name: 'session_source' }])];
}

function userValues(all: readonly StagedEvent[]): readonly DiscoveredValues[] {
  const users = naiveUsers(all);
  const first = (name: string, values: readonly (string | null)[]) => {
    const found = values.filter((value) => value !== null).map((value) => ({ value, day: null }));
    return toValues({ category: 'user_outer', name, type: 'string' }, found, 20);
  };
  const plans = users.flatMap(({ properties }) => {
    const plan: unknown = properties === null ? null : JSON.parse(properties).plan.value;
    return typeof plan === 'string' ? [{ value: plan, day: null }] : [];
  });
  return [
    ...toValues({ category: 'user', name: 'plan', type: 'string' }, plans, 20),
    ...first(
      'first_visit_date',
      users.map(({ firstTouch }) => (firstTouch === null ? null : dayAt(firstTouch, 0))),
    ),
    ...first(
      'first_traffic_source',
      users.map(({ firstSource }) => firstSource),
    ),
  ];
}
