import type { Expression } from '../../plan/expression.ts';
import { count, greaterOrEqual, integer, max, nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { stepValue } from './funnel-rows.ts';

/** Parts of a result that numbers are counted for. */
export interface FunnelLevels {
  readonly hasBuckets: boolean;
  readonly stepCount: number;
}

/** Steps with `bucket` (null = whole range), `rank` and `v1` … `vn`: users whose deepest chain reaches each step. */
export function countUsers(
  builder: PlanBuilder,
  reached: StepRef,
  { hasBuckets, stepCount }: FunnelLevels,
): readonly StepRef[] {
  const deepest = (from: StepRef, name: string, level: readonly string[]): StepRef => {
    const scope = from.as('r');
    return builder.select(name, {
      from: scope,
      columns: { ...scope.cols(...level, 'person'), depth: max(scope.col('depth')) },
      groupBy: [...level, 'person'],
    });
  };
  const counted = (from: StepRef, name: string, level: readonly string[]): StepRef => {
    const scope = from.as('d');
    const value = (step: number): Expression =>
      step === 1 ? count() : count(greaterOrEqual(scope.col('depth'), integer(step)));
    return builder.select(name, {
      from: scope,
      columns: {
        bucket: level.includes('bucket') ? scope.col('bucket') : nothing('integer'),
        rank: scope.col('rank'),
        ...Object.fromEntries(
          Array.from({ length: stepCount }, (_, index) => [stepValue(index + 1), value(index + 1)]),
        ),
      },
      groupBy: level,
    });
  };
  if (!hasBuckets) return [counted(deepest(reached, 'deepest', ['rank']), 'total_users', ['rank'])];
  const cells = deepest(reached, 'deepest_in_bucket', ['bucket', 'rank']);
  return [
    counted(cells, 'bucket_users', ['bucket', 'rank']),
    counted(deepest(cells, 'deepest', ['rank']), 'total_users', ['rank']),
  ];
}
