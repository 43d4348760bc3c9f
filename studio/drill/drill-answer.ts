import type { BaseEvents } from '../base/base-events.ts';
import { count, max, min } from '../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../plan/plan-builder.ts';

/** Asks the base for the columns that a drill shows of an event; answers with their names. */
export function drillColumns(base: BaseEvents): readonly string[] {
  const preset = ['event_id', 'event_name', 'user_pseudo_id'].map((name) => base.event(name));
  const derived = (['event_ms', 'person', 'user_key'] as const).map((name) => base.derived(name));
  return [...preset, ...derived];
}

/** The last step of a drill to events: one row an event in order of time. `rows` has the drill's columns, each event once. */
export function answerEvents(builder: PlanBuilder, rows: StepRef): void {
  const scope = rows.as('r');
  builder.select('answer', {
    from: scope,
    columns: scope.cols('event_id', 'event_name', 'event_ms', 'user_key', 'user_pseudo_id'),
    orderBy: [scope.col('event_ms'), scope.col('event_id')],
  });
}

/** The last step of a drill to users: one row a user, with the first and last of the events in `rows` and their number. */
export function answerUsers(builder: PlanBuilder, rows: StepRef): void {
  const scope = rows.as('r');
  const userKey = min(scope.col('user_key'));
  builder.select('answer', {
    from: scope,
    columns: {
      user_key: userKey,
      first_ms: min(scope.col('event_ms')),
      last_ms: max(scope.col('event_ms')),
      events: count(),
    },
    groupBy: [scope.col('person')],
    orderBy: [userKey],
  });
}
