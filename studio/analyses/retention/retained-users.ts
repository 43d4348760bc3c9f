import type { Expression } from '../../plan/expression.ts';
import {
  and,
  count,
  equal,
  greater,
  greaterOrEqual,
  integer,
  least,
  max,
  nothing,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { RetentionPair } from './retention-pairs.ts';

/** A pair of the spec and how its steps are named. */
export interface PairOptions {
  readonly spec: SpecOf<'retention'>;
  /** From 1. */
  readonly number: number;
}

/** Rank of a shown group or of the rest; 0 without grouping. */
export function shownRank(scope: Scope, topN: number): Expression {
  return scope.step.columns.has('rank') ? least(scope.col('rank'), integer(otherRank(topN))) : integer(0);
}

/** A step with `rank`, `cohort` and `value`, the cohort's users; `bucket` is null. */
export function cohortSizes(
  builder: PlanBuilder,
  { cohorts, cohortKeys }: RetentionPair,
  { spec, number }: PairOptions,
): StepRef {
  const scope = cohorts.as('c');
  const users = builder.select(`cohort_users_${number}`, {
    from: scope,
    columns: {
      cohort: scope.col('bucket'),
      bucket: nothing('integer'),
      rank: shownRank(scope, spec.topN),
      person: scope.col('person'),
    },
    // Without groups and values there is one row a user already.
    distinct: cohortKeys.length > 1,
  });
  return counted(builder, users, `cohort_size_${number}`);
}

/** A step with `rank`, `cohort`, `bucket` and `value`, the cohort's users with a revisit in the bucket. */
export function retainedUsers(builder: PlanBuilder, pair: RetentionPair, options: PairOptions): StepRef {
  const { spec, number } = options;
  const isFirst = spec.retention.cohort === 'first';
  const revisits = isFirst ? pair.revisits : revisitsByBucket(builder, pair, number);
  const scope = revisits.as('r');
  const cohort = pair.cohorts.as('c');
  const isLater = spec.retention.strictAfter
    ? greater(scope.col(isFirst ? 'ms' : 'last_ms'), cohort.col('first_ms'))
    : and();
  const users = builder.select(`retained_users_${number}`, {
    from: scope,
    joins: [
      {
        type: 'inner',
        to: cohort,
        on: and(
          ...pair.cohortKeys.map((key) => equal(scope.col(key), cohort.col(key))),
          isFirst ? and() : greaterOrEqual(scope.col('bucket'), cohort.col('bucket')),
          isLater,
        ),
      },
    ],
    columns: {
      cohort: cohort.col('bucket'),
      bucket: scope.col('bucket'),
      rank: shownRank(cohort, spec.topN),
      person: scope.col('person'),
    },
    distinct: isFirst || pair.cohortKeys.length > 1,
  });
  return counted(builder, users, `retained_${number}`);
}

/** One row a user, bucket, group and value, so that a user's many events meet each of the cohorts once. */
function revisitsByBucket(
  builder: PlanBuilder,
  { revisits, cohortKeys }: RetentionPair,
  number: number,
): StepRef {
  const scope = revisits.as('r');
  return builder.select(`revisit_buckets_${number}`, {
    from: scope,
    columns: { ...scope.cols(...cohortKeys, 'bucket'), last_ms: max(scope.col('ms')) },
    groupBy: [...cohortKeys, 'bucket'],
  });
}

function counted(builder: PlanBuilder, users: StepRef, name: string): StepRef {
  const scope = users.as('u');
  return builder.select(name, {
    from: scope,
    columns: { ...scope.cols('cohort', 'bucket', 'rank'), value: count() },
    groupBy: ['cohort', 'bucket', 'rank'],
  });
}
