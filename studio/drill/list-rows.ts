import type { BaseEvents } from '../base/base-events.ts';
import type { Expression } from '../plan/expression.ts';
import { count, max, min } from '../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../plan/plan-builder.ts';

const listedColumns = ['event_id', 'event_name', 'event_ms', 'user_key', 'user_pseudo_id'] as const;

/** Asks a base for what a step needs to be listed, besides `event_ms`; answers with the names of the columns. */
export function useListed(base: BaseEvents): readonly string[] {
  base.derived('event_ms');
  base.derived('user_key');
  for (const name of ['event_id', 'event_name', 'user_pseudo_id']) base.event(name);
  return listedColumns.filter((name) => name !== 'event_ms');
}

/** Ends a drill's plan: the events of a step one by one, or their users, each with the first, the last and the number of them. */
export function listRows(
  builder: PlanBuilder,
  events: StepRef,
  options: {
    readonly unit: 'user' | 'event';
    readonly where: (column: (name: string) => Expression) => Expression;
  },
): StepRef {
  const scope = events.as('e');
  const where = options.where((name) => scope.col(name));
  if (options.unit === 'event') {
    return builder.select('listed', { from: scope, columns: scope.cols(...listedColumns), where });
  }
  const ms = scope.col('event_ms');
  return builder.select('listed', {
    from: scope,
    columns: { user_key: scope.col('user_key'), first_ms: min(ms), last_ms: max(ms), events: count() },
    where,
    groupBy: ['user_key'],
  });
}
