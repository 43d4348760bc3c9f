import { rankGroups, sameKeys } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import { count, countDistinct, equal, integer, when } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';

/** All groups of first steps with `rank`, the largest first, and `key_count`. `where` leaves the first steps of the rows. */
export function firstStepGroups(
  builder: PlanBuilder,
  rows: StepRef,
  options: {
    readonly spec: SpecOf<'funnel'>;
    readonly keys: readonly string[];
    readonly hasStep: boolean;
  },
): StepRef {
  const { spec, keys, hasStep } = options;
  const scope = rows.as('s');
  const ranking = builder.select('ranking', {
    from: scope,
    columns: {
      ...scope.cols(...keys),
      value: spec.funnel.metric === 'userCount' ? countDistinct(scope.col('person')) : count(),
    },
    ...(hasStep ? { where: equal(scope.col('step'), integer(1)) } : {}),
    groupBy: keys,
  });
  return rankGroups(builder, ranking, { keys, value: 'value' });
}

/**
 * The number of each row's group in place of its keys. Chains that are `linked` stay within one group, so rows of groups
 * that no first step has cannot belong to any; else only first steps have a group.
 */
export function withRank(
  builder: PlanBuilder,
  rows: StepRef,
  options: {
    readonly name: string;
    readonly groups: StepRef;
    readonly keys: readonly string[];
    readonly linked: boolean;
  },
): StepRef {
  const { name, groups, keys, linked } = options;
  const scope = rows.as('s');
  const group = groups.as('g');
  const kept = [...rows.columns.keys()].filter((column) => !keys.includes(column));
  const rank: Expression = linked
    ? group.col('rank')
    : when(equal(scope.col('step'), integer(1)), group.col('rank'));
  return builder.select(name, {
    from: scope,
    joins: [{ type: linked ? 'inner' : 'left', to: group, on: sameKeys(scope, group, keys) }],
    columns: { ...scope.cols(...kept), rank },
  });
}
