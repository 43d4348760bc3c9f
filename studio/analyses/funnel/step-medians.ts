import type { Expression } from '../../plan/expression.ts';
import {
  aggregate,
  cases,
  divide,
  equal,
  greaterOrEqual,
  integer,
  max,
  nothing,
  number,
  over,
  subtract,
  toNumber,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { FunnelLevels } from './count-users.ts';
import { stepValue } from './funnel-rows.ts';
import { arrival } from './start-arrivals.ts';

/**
 * Steps with `bucket` (null = whole range), `rank` and `v1` … `vn`: median seconds from the step before, over the users that
 * reach the step, each by the chain of the first start that does; of starts at one instant, the one that arrives first.
 */
export function stepMedians(
  builder: PlanBuilder,
  reached: StepRef,
  levels: FunnelLevels,
): readonly StepRef[] {
  const { stepCount } = levels;
  const laterSteps = Array.from({ length: stepCount - 1 }, (_, index) => [index + 2]);
  const numbers = builder.values('later_steps', { number: 'integer' }, laterSteps);
  const scope = reached.as('r');
  const step = numbers.as('n');
  const arrivals = builder.select('step_arrivals', {
    from: scope,
    joins: [{ type: 'inner', to: step, on: greaterOrEqual(scope.col('depth'), step.col('number')) }],
    columns: {
      ...scope.cols('bucket', 'rank', 'person', 'ms'),
      step: step.col('number'),
      arrived: arrivalAt(scope, step.col('number'), stepCount),
      before: arrivalAt(scope, subtract(step.col('number'), integer(1)), stepCount),
    },
  });
  return (levels.hasBuckets ? [true, false] : [false]).map((hasBucket) =>
    mediansOf(builder, arrivals, { hasBucket, stepCount }),
  );
}

/** When a start's chain reaches a step; the first step is the start itself. */
function arrivalAt(scope: Scope, step: Expression, stepCount: number): Expression {
  const branches = Array.from({ length: stepCount - 1 }, (_, index) => ({
    when: equal(step, integer(index + 2)),
    result: scope.col(arrival(index + 2)),
  }));
  return cases(branches, scope.col('ms'));
}

function mediansOf(
  builder: PlanBuilder,
  arrivals: StepRef,
  { hasBucket, stepCount }: { readonly hasBucket: boolean; readonly stepCount: number },
): StepRef {
  const name = hasBucket ? 'bucket_medians' : 'total_medians';
  const level = hasBucket ? ['bucket', 'rank', 'step'] : ['rank', 'step'];
  const scope = arrivals.as('a');
  const firstChains = builder.select(`${name}_chains`, {
    from: scope,
    columns: {
      ...scope.cols(...level),
      seconds: divide(subtract(scope.col('arrived'), scope.col('before')), number(1000)),
      position: over('rowNumber', [], {
        partitionBy: [...level, 'person'].map((column) => scope.col(column)),
        orderBy: [scope.col('ms'), scope.col('arrived'), scope.col('before')],
      }),
    },
  });
  const chain = firstChains.as('c');
  const medians = builder.select(`${name}_by_step`, {
    from: chain,
    columns: {
      ...chain.cols(...level),
      value: aggregate('percentile', [toNumber(chain.col('seconds'))], { fraction: 0.5 }),
    },
    where: equal(chain.col('position'), integer(1)),
    groupBy: level,
  });
  const median = medians.as('m');
  const valueAt = (step: number): Expression =>
    max(when(equal(median.col('step'), integer(step)), median.col('value')));
  return builder.select(name, {
    from: median,
    columns: {
      bucket: hasBucket ? median.col('bucket') : nothing('integer'),
      rank: median.col('rank'),
      ...Object.fromEntries(
        Array.from({ length: stepCount }, (_, index) => [stepValue(index + 1), valueAt(index + 1)]),
      ),
    },
    groupBy: hasBucket ? ['bucket', 'rank'] : ['rank'],
  });
}
