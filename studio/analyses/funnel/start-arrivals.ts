import type { Expression } from '../../plan/expression.ts';
import { equal, integer, lessOrEqual, over, when } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { StepRows } from './step-rows.ts';

/** Name of the column with the instant at which the fastest chain of a row reaches a step. */
export const arrival = (step: number): string => `a${step}`;

/**
 * Every first step with `a2` … `an`: when a chain from it reaches each step at the earliest, whatever the window; null when
 * none does. Goes backwards: the earliest way from an event goes through the next event of the next step, because ways from
 * later ones never arrive earlier. All passes share one partition and read the events once.
 */
export function startArrivals(
  builder: PlanBuilder,
  { rows, chainKeys, more }: StepRows,
  stepCount: number,
): StepRef {
  const rankKey = rows.columns.has('rank') ? ['rank'] : [];
  const kept = [...new Set([...chainKeys, ...rankKey, 'ms', 'step', ...more])];
  let passed = rows;
  for (let step = stepCount - 1; step >= 1; step -= 1) {
    const scope = passed.as('r');
    const look = (column: string) => ofNext(scope, column, { chainKeys, step: step + 1 });
    const beyond = Array.from({ length: stepCount - step - 1 }, (_, index) => arrival(step + 2 + index));
    passed = builder.select(`from_${step}`, {
      from: scope,
      columns: {
        ...scope.cols(...kept),
        [arrival(step + 1)]: look('ms'),
        ...Object.fromEntries(beyond.map((column) => [column, look(column)])),
      },
      where: lessOrEqual(scope.col('step'), integer(step + 1)),
    });
  }
  const scope = passed.as('s');
  return builder.select('starts', {
    from: scope,
    columns: scope.all(),
    where: equal(scope.col('step'), integer(1)),
  });
}

/** Value of the next row of a step, strictly later: of rows at one instant, later steps come first and so lie behind. */
function ofNext(
  scope: Scope,
  column: string,
  { chainKeys, step }: { readonly chainKeys: readonly string[]; readonly step: number },
): Expression {
  return over('lead', [when(equal(scope.col('step'), integer(step)), scope.col(column))], {
    partitionBy: chainKeys.map((key) => scope.col(key)),
    orderBy: [scope.col('ms'), { by: scope.col('step'), descending: true }],
    ignoreNulls: true,
  });
}
