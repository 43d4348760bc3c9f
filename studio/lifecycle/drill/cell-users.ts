import type { Expression } from '../../plan/expression.ts';
import { equal, integer, max, min, when } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';

/**
 * Rows of the users for whom a condition on all of their rows holds: over `any_first` (1 when one lies on their first day) and
 * `earliest`, their first bucket.
 */
export function usersOf(builder: PlanBuilder, rows: StepRef, isWanted: (user: Scope) => Expression): StepRef {
  const row = rows.as('r');
  const isFirst = when(equal(row.col('first_bucket'), row.col('bucket')), integer(1), integer(0));
  const users = builder.select('cell_users', {
    from: row,
    columns: {
      person: row.col('person'),
      any_first: max(isFirst),
      earliest: min(row.col('bucket')),
    },
    groupBy: ['person'],
  });
  const [all, user] = [rows.as('a'), users.as('u')];
  return builder.select('cell_wanted', {
    from: all,
    joins: [{ type: 'inner', to: user, on: equal(user.col('person'), all.col('person')) }],
    columns: all.all(),
    where: isWanted(user),
  });
}
