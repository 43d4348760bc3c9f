import type { Expression } from '../../plan/expression.ts';
import { and, equal, integer, isIn, nothing, over, when } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { StepRows } from './step-rows.ts';

/** Name of the column with the instant at which the fastest chain of a row reaches a step. */
export const arrival = (step: number): string => `a${step}`;

/**
 * Every first step with `a2` … `an`: when a chain from it reaches each step at the earliest, whatever the window; null when
 * none does. Goes backwards: the earliest way from an event goes through the next event of the next step, because ways from
 * later ones never arrive earlier. Each pass looks at the rows of two neighbouring steps only.
 */
export function startArrivals(
  builder: PlanBuilder,
  { rows, chainKeys, more }: StepRows,
  stepCount: number,
): StepRef {
  const rankKey = rows.columns.has('rank') ? ['rank'] : [];
  const kept = [...new Set([...chainKeys, ...rankKey, 'ms', 'step', ...more])];
  let later: StepRef | null = null;
  for (let step = stepCount - 1; step >= 1; step -= 1) {
    later = pass(builder, { rows, later, kept, chainKeys, step, stepCount });
  }
  if (later === null) throw new Error('a funnel has two steps');
  return later;
}

interface Pass {
  readonly rows: StepRef;
  /** Rows of the next step with their arrivals; null when it is the last one. */
  readonly later: StepRef | null;
  readonly kept: readonly string[];
  readonly chainKeys: readonly string[];
  readonly step: number;
  readonly stepCount: number;
}

function numbersFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Rows of `step` with their arrivals at all later steps. */
function pass(builder: PlanBuilder, { rows, later, kept, chainKeys, step, stepCount }: Pass): StepRef {
  const beyond = numbersFrom(step + 2, stepCount);
  const all = rows.as('r');
  const noArrivals = Object.fromEntries(beyond.map((one) => [arrival(one), nothing('integer')]));
  const inputs = [
    {
      from: all,
      columns: { ...all.cols(...kept), ...noArrivals },
      where: later === null ? isIn(all.col('step'), [step, step + 1]) : equal(all.col('step'), integer(step)),
    },
  ];
  if (later !== null) {
    const next = later.as('n');
    inputs.push({
      from: next,
      columns: { ...next.cols(...kept, ...beyond.map(arrival)) },
      where: and(),
    });
  }
  const both = builder.union(`around_${step}`, inputs).as('b');
  const looked = builder.select(`looked_${step}`, {
    from: both,
    columns: {
      ...both.cols(...kept),
      [arrival(step + 1)]: ofNext(both, 'ms', { chainKeys, step: step + 1 }),
      ...Object.fromEntries(
        beyond.map((one) => [arrival(one), ofNext(both, arrival(one), { chainKeys, step: step + 1 })]),
      ),
    },
  });
  const scope = looked.as('l');
  return builder.select(`from_${step}`, {
    from: scope,
    columns: scope.all(),
    where: equal(scope.col('step'), integer(step)),
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
