import {
  aggregate,
  and,
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
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import type { FunnelLevels } from './count-users.ts';
import { stepValue } from './funnel-rows.ts';
import { arrival } from './start-arrivals.ts';

/**
 * A step with `bucket` (null = whole range), `rank` and `v1` … `vn`: median seconds from the step before, over the users that
 * reach the step, each by the chain of the first start that does; of starts at one instant, the one that arrives first.
 */
export function stepMedians(builder: PlanBuilder, reached: StepRef, levels: FunnelLevels): StepRef {
  const inputs: SelectOptions[] = [];
  for (const hasBucket of levels.hasBuckets ? [true, false] : [false]) {
    for (let step = 2; step <= levels.stepCount; step += 1) {
      inputs.push(medianRow(builder, reached, { step, hasBucket }));
    }
  }
  const all = builder.union('medians_long', inputs).as('m');
  return builder.select('medians', {
    from: all,
    columns: {
      ...all.cols('bucket', 'rank'),
      ...Object.fromEntries(
        Array.from({ length: levels.stepCount }, (_, index) => [
          stepValue(index + 1),
          max(when(equal(all.col('step'), integer(index + 1)), all.col('value'))),
        ]),
      ),
    },
    groupBy: ['bucket', 'rank'],
  });
}

function medianRow(
  builder: PlanBuilder,
  reached: StepRef,
  { step, hasBucket }: { readonly step: number; readonly hasBucket: boolean },
): SelectOptions {
  const name = `${hasBucket ? 'bucket' : 'total'}_${step}`;
  const scope = reached.as('r');
  const level = hasBucket ? ['bucket', 'rank'] : ['rank'];
  const before = scope.col(step === 2 ? 'ms' : arrival(step - 1));
  const first = builder.select(`first_${name}`, {
    from: scope,
    columns: {
      ...scope.cols(...level),
      seconds: divide(subtract(scope.col(arrival(step)), before), number(1000)),
      position: over('rowNumber', [], {
        partitionBy: [...level, 'person'].map((column) => scope.col(column)),
        orderBy: [scope.col('ms'), scope.col(arrival(step)), before],
      }),
    },
    where: greaterOrEqual(scope.col('depth'), integer(step)),
  });
  const user = first.as('f');
  const median = builder.select(`median_${name}`, {
    from: user,
    columns: {
      ...user.cols(...level),
      value: aggregate('percentile', [toNumber(user.col('seconds'))], { fraction: 0.5 }),
    },
    where: equal(user.col('position'), integer(1)),
    groupBy: level,
  });
  const row = median.as('m');
  return {
    from: row,
    columns: {
      bucket: hasBucket ? row.col('bucket') : nothing('integer'),
      rank: row.col('rank'),
      step: integer(step),
      value: row.col('value'),
    },
    where: and(),
  };
}
