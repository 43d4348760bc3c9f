import type { AnalysisContext } from '../base/analysis-context.ts';
import { BaseEvents } from '../base/base-events.ts';
import { and, count, equal, isIn, isNull, max, min, nothing, or, text, when } from '../plan/expressions.ts';
import { PlanBuilder, type Scope } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import { localDay } from '../time/local-time.ts';

/** Preset columns that a timeline shows of an event. */
export const timelineColumns = [
  'platform',
  'page_view_page_title',
  'page_view_page_url',
  'screen_view_screen_name',
  'geo_country',
  'app_version',
] as const;
/** Sessions of one user, and events of a page of sessions, at most. */
const mostSessions = 10_000;
const mostEvents = 5_000;

/** User rows by key and by device. */
export function planTimelineUsers({ appId }: AnalysisContext, ids: readonly string[]): Plan {
  const builder = new PlanBuilder();
  const users = builder
    .source('user_rows', {
      kind: 'users',
      appId,
      columns: [
        { as: 'user_key', field: { kind: 'derived', name: 'user_key' }, type: 'text' },
        { as: 'user_pseudo_id', field: { kind: 'event', name: 'user_pseudo_id' }, type: 'text' },
      ],
    })
    .as('u');
  builder.select('found', {
    from: users,
    columns: users.all(),
    where: or(isIn(users.col('user_key'), ids), isIn(users.col('user_pseudo_id'), ids)),
  });
  return builder.build('user timeline devices');
}

/** Sessions of the devices, newest first: `device`, `session`, `start_ms`, `end_ms`, `events`, `linked_ms`. */
export function planTimelineSessions(
  context: AnalysisContext,
  userKey: string,
  devices: readonly string[],
): Plan {
  const builder = new PlanBuilder();
  const base = new BaseEvents(context);
  for (const name of ['user_pseudo_id', 'session_id', 'user_id']) base.event(name);
  base.derived('event_ms');
  const { range, calendar } = context;
  const events = base
    .build(builder, { range, where: (scope) => isIn(scope.col('user_pseudo_id'), devices) })
    .as('e');
  const [session, eventMs] = [events.col('session_id'), events.col('event_ms')];
  const sessions = builder.select('sessions', {
    from: events,
    columns: {
      device: events.col('user_pseudo_id'),
      session,
      day: when(isNull(session), localDay(eventMs, range, calendar.timeZone), nothing('integer')),
      start_ms: min(eventMs),
      end_ms: max(eventMs),
      events: count(),
      linked_ms: min(when(equal(events.col('user_id'), text(userKey)), eventMs)),
    },
    groupBy: ['device', 'session', 'day'],
  });
  const row = sessions.as('s');
  builder.select('newest', {
    from: row,
    columns: row.all(),
    orderBy: [{ by: row.col('start_ms'), descending: true }, row.col('device'), row.col('session')],
    limit: mostSessions,
  });
  return builder.build('user timeline sessions');
}

/** Events of some sessions of the devices within the context's range, newest first. */
export function planTimelineEvents(
  context: AnalysisContext,
  devices: readonly string[],
  sessions: readonly (string | null)[],
): Plan {
  const builder = new PlanBuilder();
  const base = new BaseEvents(context);
  const names = [
    'event_id',
    'event_name',
    'user_pseudo_id',
    'session_id',
    'user_id',
    'custom_parameters_json_str',
  ];
  for (const name of [...names, ...timelineColumns]) base.event(name);
  const order = (['event_ms', 'order_1', 'order_2'] as const).map((name) => base.derived(name));
  const ids = sessions.filter((id) => id !== null);
  const isOfPage = (scope: Scope) => {
    const session = scope.col('session_id');
    return or(isIn(session, ids), ...(sessions.includes(null) ? [isNull(session)] : []));
  };
  const events = base
    .build(builder, { where: (scope) => and(isIn(scope.col('user_pseudo_id'), devices), isOfPage(scope)) })
    .as('e');
  builder.select('answer', {
    from: events,
    columns: events.all(),
    orderBy: order.map((name) => ({ by: events.col(name), descending: true })),
    limit: mostEvents,
  });
  return builder.build('user timeline events');
}
