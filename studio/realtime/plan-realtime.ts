import { sameKeys, topGroups } from '../base/top-groups.ts';
import { viewEvents } from '../lifecycle/facts/event-parts.ts';
import type { Expression } from '../plan/expression.ts';
import {
  and,
  coalesce,
  count,
  countDistinct,
  equal,
  floorDivide,
  greater,
  greaterOrEqual,
  integer,
  isIn,
  lessOrEqual,
  max,
  nothing,
  text,
  when,
} from '../plan/expressions.ts';
import { PlanBuilder, type Scope, type SelectOptions, type StepRef } from '../plan/plan-builder.ts';
import type { Plan } from '../plan/relation.ts';
import { arrivedEvents, minuteMs, type RealtimeContext, realtimeMinutes } from './realtime-context.ts';
import { realtimeWindows } from './realtime-request.ts';

/** Lists of the page: what they are by, what ranks, and how many values they show. */
export const realtimeLists = Object.freeze({
  geo: { columns: ['geo_country', 'geo_city'], rank: 'users', top: 100 },
  platform: { columns: ['platform'], rank: 'users', top: 50 },
  events: { columns: ['event_name'], rank: 'events', top: 10 },
  pages: { columns: ['page'], rank: 'views', top: 10 },
  sources: { columns: ['traffic_source_source'], rank: 'users', top: 50 },
} as const);
/** Name of a list. */
export type RealtimeList = keyof typeof realtimeLists;

/** Names of the lists in the order of their rows' numbers. */
export const realtimeListNames: readonly RealtimeList[] = ['geo', 'platform', 'events', 'pages', 'sources'];

/** Kinds of rows of the answer; lists follow from `firstList` on. */
export const rowKinds = { window: 0, minute: 1, firstList: 2 } as const;

/**
 * Plans all of realtime as one statement over what arrived in the last hour. Rows: `kind`, `n` (window, minute or rank),
 * `g1`, `g2`, `users`, `events`, `views`, and of windows the last arrival.
 */
export function planRealtime(context: RealtimeContext, minutes: number): Plan {
  const builder = new PlanBuilder();
  const events = arrivedEvents(builder, context, (base) => {
    base.derived('event_ms');
    for (const name of ['event_name', 'user_pseudo_id', 'geo_country', 'geo_city', 'platform'])
      base.event(name);
    for (const name of ['page_view_page_title', 'screen_view_screen_name', 'traffic_source_source'])
      base.event(name);
  });
  const shown = windowed(builder, events, context, minutes);
  builder.union('answer', [
    ...realtimeWindows.map((window) => windowRow(events, context, window)),
    minuteRows(builder, events, context),
    ...realtimeListNames.map((name, index) =>
      listRows(builder, shown, { name, kind: rowKinds.firstList + index }),
    ),
  ]);
  return builder.build('realtime');
}

/** First arrival of a window that ends with the moment of the request. */
function since(minutes: number, { asOfMs }: RealtimeContext): Expression {
  return integer(asOfMs - minutes * minuteMs + 1);
}

function windowed(builder: PlanBuilder, events: StepRef, context: RealtimeContext, minutes: number): StepRef {
  const scope = events.as('e');
  const page = coalesce(scope.col('page_view_page_title'), scope.col('screen_view_screen_name'), text(''));
  return builder.select('shown', {
    from: scope,
    columns: { ...scope.all(), page },
    where: greaterOrEqual(scope.col('ingest_time_msec'), since(minutes, context)),
  });
}

const counted = (events: Scope): Record<string, Expression> => ({
  users: countDistinct(events.col('user_pseudo_id')),
  events: count(),
  views: count(isIn(events.col('event_name'), viewEvents)),
});

function windowRow(events: StepRef, context: RealtimeContext, minutes: number): SelectOptions {
  const scope = events.as('e');
  return {
    from: scope,
    columns: {
      kind: integer(rowKinds.window),
      n: integer(minutes),
      g1: nothing('text'),
      g2: nothing('text'),
      ...counted(scope),
      last: max(scope.col('ingest_time_msec')),
    },
    where: greaterOrEqual(scope.col('ingest_time_msec'), since(minutes, context)),
    groupBy: [],
  };
}

/** Per minute of event time: users, and those (`views`) with a first visit in it. */
function minuteRows(builder: PlanBuilder, events: StepRef, { asOfMs }: RealtimeContext): SelectOptions {
  const scope = events.as('e');
  const last = Math.floor(asOfMs / minuteMs);
  const opened = when(equal(scope.col('event_name'), text('_first_open')), scope.col('user_pseudo_id'));
  const minutes = builder.select('minutes', {
    from: scope,
    columns: {
      minute: floorDivide(scope.col('event_ms'), integer(minuteMs)),
      users: countDistinct(scope.col('user_pseudo_id')),
      events: count(),
      opened: countDistinct(opened),
    },
    where: and(
      greaterOrEqual(scope.col('event_ms'), integer((last - realtimeMinutes + 1) * minuteMs)),
      lessOrEqual(scope.col('event_ms'), integer(asOfMs)),
    ),
    groupBy: ['minute'],
  });
  const row = minutes.as('m');
  return {
    from: row,
    columns: {
      kind: integer(rowKinds.minute),
      n: row.col('minute'),
      g1: nothing('text'),
      g2: nothing('text'),
      users: row.col('users'),
      events: row.col('events'),
      views: row.col('opened'),
      last: nothing('integer'),
    },
  };
}

function listRows(
  builder: PlanBuilder,
  shown: StepRef,
  { name, kind }: { readonly name: RealtimeList; readonly kind: number },
): SelectOptions {
  const { columns, rank, top } = realtimeLists[name];
  const scope = shown.as('e');
  const keys = columns.map((_, index) => `g${index + 1}`);
  const values = Object.fromEntries(columns.map((column, index) => [`g${index + 1}`, scope.col(column)]));
  const groups = builder.select(`${name}_values`, {
    from: scope,
    columns: { ...values, ...counted(scope) },
    groupBy: keys,
    having: greater(
      rank === 'views' ? count(isIn(scope.col('event_name'), viewEvents)) : count(),
      integer(0),
    ),
  });
  const best = topGroups(builder, groups, { name: `${name}_top`, keys, value: rank, topN: top });
  const [row, found] = [best.as('t'), groups.as('v')];
  const listed = builder.select(`${name}_list`, {
    from: found,
    joins: [{ type: 'inner', to: row, on: sameKeys(found, row, keys) }],
    columns: { ...found.all(), rank: row.col('rank') },
  });
  const answer = listed.as('l');
  return {
    from: answer,
    columns: {
      kind: integer(kind),
      n: answer.col('rank'),
      g1: answer.col('g1'),
      g2: keys.includes('g2') ? answer.col('g2') : nothing('text'),
      ...answer.cols('users', 'events', 'views'),
      last: nothing('integer'),
    },
  };
}
