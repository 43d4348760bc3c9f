import type { StagedEvent } from '@millstream/core';

/** A user as the naive model sees it; absent parts are null. */
export interface NaiveUser {
  readonly user: string;
  readonly eventTime: number;
  readonly userId: string | null;
  readonly properties: string | null;
  readonly latestEventName: string | null;
  readonly firstEventName: string | null;
  readonly firstSource: string | null;
  readonly firstTouch: number | null;
}

/** A session as the naive model sees it. */
export interface NaiveSession {
  readonly user: string;
  readonly session: string;
  readonly eventTime: number;
  readonly source: string | null;
  readonly userId: string | null;
  readonly rid: string;
  readonly eventName: string;
}

const sessionEvents = new Set([
  '_session_start',
  '_page_view',
  '_user_engagement',
  '_screen_view',
  '_app_end',
]);
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function compare(...pairs: readonly (readonly [number | string, number | string])[]): number {
  for (const [a, b] of pairs) if (a !== b) return a < b ? -1 : 1;
  return 0;
}

/** The events that stay: per id the smallest by (ingest time, rid, index). */
export function survivors(events: readonly StagedEvent[]): readonly StagedEvent[] {
  const best = new Map<string, StagedEvent>();
  for (const event of events) {
    const key = `${event.app_id} ${event.event_id}`;
    const other = best.get(key);
    const isSmaller =
      other === undefined ||
      compare(
        [event.ingest_time_msec, other.ingest_time_msec],
        [event.rid, other.rid],
        [event.event_index, other.event_index],
      ) < 0;
    if (isSmaller) best.set(key, event);
  }
  return [...best.values()];
}

function inTime(a: StagedEvent, b: StagedEvent): number {
  return compare([a.event_time_msec, b.event_time_msec], [a.event_id, b.event_id]);
}

function groupBy(events: readonly StagedEvent[], key: (event: StagedEvent) => string): StagedEvent[][] {
  return [...Map.groupBy(events, key).values()];
}

/** Users of all events at once, written as plainly as the rules read. */
export function naiveUsers(events: readonly StagedEvent[]): readonly NaiveUser[] {
  const people = survivors(events).filter((event) => !event.is_bot && text(event.user_pseudo_id) !== null);
  return groupBy(people, (event) => String(event.user_pseudo_id)).map((group) => {
    const ordered = group.toSorted(inTime);
    const identified = ordered.findLast((event) => text(event.user_id) !== null);
    const latest = ordered.findLast((event) => event.user_properties !== undefined);
    const first = ordered.find((event) => event.user_first);
    return {
      user: String(group[0]?.user_pseudo_id),
      eventTime: Math.max(...group.map((event) => event.event_time_msec)),
      userId: text(identified?.user_id),
      properties: latest?.user_properties_json_str ?? null,
      latestEventName: latest?.event_name ?? null,
      firstEventName: first?.event_name ?? null,
      firstSource: text(first?.traffic_source_source),
      firstTouch:
        first?.user_first_touch_msec ?? (first?.user_first_touch_time_msec as number | undefined) ?? null,
    };
  });
}

function sourceRank(event: StagedEvent): number {
  const source = text(event.traffic_source_source);
  if (source === null) return 2;
  return source === 'Direct' ? 1 : 0;
}

/** Sessions of all events at once. */
export function naiveSessions(events: readonly StagedEvent[]): readonly NaiveSession[] {
  const able = survivors(events).filter(
    (event) =>
      !event.is_bot &&
      text(event.user_pseudo_id) !== null &&
      text(event.session_id) !== null &&
      sessionEvents.has(event.event_name),
  );
  return groupBy(able, (event) => `${event.user_pseudo_id} ${event.session_id}`).flatMap((group) => {
    const [best] = group.toSorted((a, b) => compare([sourceRank(a), sourceRank(b)]) || inTime(a, b));
    if (best === undefined) return [];
    return [
      {
        user: String(best.user_pseudo_id),
        session: String(best.session_id),
        eventTime: best.event_time_msec,
        source: text(best.traffic_source_source),
        userId: text(best.user_id),
        rid: best.rid,
        eventName: best.event_name,
      },
    ];
  });
}
