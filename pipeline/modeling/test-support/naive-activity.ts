import type { StagedEvent } from '@millstream/core';
import type { QueryRow } from '../warehouse.ts';
import { naiveUsers, survivors } from './naive-model.ts';

/** An event as the view `activity` must show it, with names in place of numbers. */
export interface NaiveActivity {
  /** Smallest pseudo id of the person's users. */
  readonly person: string;
  readonly user: string;
  /** Which of the person's sessions, counted in order of first appearance; null without one. */
  readonly session: number | null;
  readonly name: string;
  readonly ms: number;
  readonly title: string;
  readonly platform: string;
  readonly value: number;
}

type Ordered = Omit<NaiveActivity, 'session'> & { readonly session: string | null };

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Numbers the sessions of each person by first appearance; the events are in their order. */
function withSessionNumbers(events: readonly Ordered[]): readonly NaiveActivity[] {
  const known = new Map<string, Map<string, number>>();
  return events.map((event) => {
    const sessions = known.get(event.person) ?? new Map<string, number>();
    known.set(event.person, sessions);
    if (event.session === null) return { ...event, session: null };
    const number = sessions.get(event.session) ?? sessions.size;
    sessions.set(event.session, number);
    return { ...event, session: number };
  });
}

function inOrder(a: StagedEvent, b: StagedEvent): number {
  const sequence = (event: StagedEvent) =>
    typeof event.event_bundle_sequence_id === 'number' ? event.event_bundle_sequence_id : Infinity;
  const [first, second] = [sequence(a), sequence(b)];
  if (a.event_time_msec !== b.event_time_msec) return a.event_time_msec - b.event_time_msec;
  if (first !== second) return first < second ? -1 : 1;
  return a.event_id < b.event_id ? -1 : 1;
}

/** Names each user's person: users with one latest user id, or one whose pseudo id is it. */
function personNames(events: readonly StagedEvent[]): (pseudoId: string) => string {
  const users = naiveUsers(events);
  const keyOf = new Map(users.map(({ user, userId }) => [user, userId ?? user]));
  return (pseudoId) => {
    const key = keyOf.get(pseudoId);
    const same = users.filter(({ user }) => keyOf.get(user) === key).map(({ user }) => user);
    return key === undefined ? pseudoId : (same.sort()[0] ?? pseudoId);
  };
}

/** The events of people, each person's in their total order, persons sorted by name. */
export function naiveActivity(events: readonly StagedEvent[]): readonly NaiveActivity[] {
  const nameOf = personNames(events);
  const people = survivors(events).filter((event) => !event.is_bot);
  const ordered = people.toSorted(inOrder).map((event) => ({
    person: nameOf(text(event.user_pseudo_id) ?? ''),
    user: text(event.user_pseudo_id) ?? '',
    session: text(event.session_id),
    name: event.event_name,
    ms: event.event_time_msec,
    title: String(event.page_view_page_title),
    platform: String(event.platform),
    value: Number(event.event_value),
  }));
  return withSessionNumbers(
    ordered.toSorted((a, b) => (a.person < b.person ? -1 : a.person > b.person ? 1 : 0)),
  );
}

/** Query for an app's rows of the view, in the order of the naive model. */
export const activitySql = (app: string): string => `
  WITH named AS (SELECT *, min(user_pseudo_id) OVER (PARTITION BY person_no) AS person
    FROM (SELECT user_no, person_no, user_pseudo_id FROM activity_user WHERE app_id = '${app}'))
  SELECT coalesce(n.person, '') AS person, coalesce(n.user_pseudo_id, '') AS "user", a.session_no, a.event_name AS name,
    a.event_ms AS ms, a.tie, a.page_view_page_title AS title, a.platform, a.event_value AS value,
    a.person_no = coalesce(n.person_no, a.user_no) AS agrees
  FROM activity a LEFT JOIN named n USING (user_no) WHERE a.app_id = '${app}' ORDER BY person, ms, tie`;

/** Rows of `activitySql` in the form of the naive model. */
export function shownActivity(rows: readonly QueryRow[]): readonly NaiveActivity[] {
  return withSessionNumbers(
    rows.map((row) => ({
      person: String(row.person),
      user: String(row.user),
      session: row.session_no === null ? null : String(row.session_no),
      name: String(row.name),
      ms: Number(row.ms),
      title: String(row.title),
      platform: String(row.platform),
      value: Number(row.value),
    })),
  );
}
