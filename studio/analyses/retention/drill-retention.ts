import type { AnalysisContext } from '../../base/analysis-context.ts';
import { cellBucket, unknownCell } from '../../drill/cell-bucket.ts';
import { answerUsers } from '../../drill/drill-answer.ts';
import { inGroup } from '../../drill/group-condition.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import { and, equal, greater, integer, isNull, lessOrEqual } from '../../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { shownRank } from './retained-users.ts';
import type { RetentionCell } from './retention-cell.ts';
import { type RetentionPair, type RetentionPairs, retentionPairs } from './retention-pairs.ts';

interface Drill {
  readonly builder: PlanBuilder;
  readonly spec: SpecOf<'retention'>;
  readonly context: AnalysisContext;
  readonly cell: RetentionCell;
  readonly groups: RetentionPairs['groups'];
}

/**
 * The users behind a number of a retention analysis: those who came back, with their revisits in the bucket; those of the
 * cohort, or lost to it, with their start events. @throws CodedError CELL_UNKNOWN
 */
export function drillRetention(
  spec: SpecOf<'retention'>,
  context: AnalysisContext,
  cell: RetentionCell,
): PlannedDrill {
  const builder = new PlanBuilder();
  const more = (base: { derived(name: 'event_ms' | 'user_key'): string }) => [
    base.derived('event_ms'),
    base.derived('user_key'),
  ];
  const { pairs, groups } = retentionPairs(builder, { spec, context, more });
  const pair = pairs[cell.pair];
  if (pair === undefined) throw unknownCell(`no pair ${cell.pair}`);
  if (cell.lost && cell.bucket === undefined)
    throw unknownCell('users are lost in a bucket, not in a cohort');
  const drill = { builder, spec, context, cell, groups };
  const starts = inCohort(drill, pair.starts, 'cohort_starts');
  const rows =
    cell.bucket === undefined
      ? starts
      : cell.lost
        ? withoutReturns(drill, starts, returnsOf(drill, pair))
        : returnsOf(drill, pair);
  answerUsers(builder, rows);
  return { unit: 'user', plan: builder.build('drill retention') };
}

/** Rows of the cell's cohort and group. */
function inCohort(drill: Drill, rows: StepRef, name: string): StepRef {
  const { builder, spec, context, cell, groups } = drill;
  const key = cell.cohort ?? context.buckets[0]?.key ?? '';
  const cohort = cellBucket(key, context);
  if (spec.retention.cohort === 'first' && cohort !== context.buckets[0])
    throw unknownCell(`no cohort ${key}`);
  const scope = rows.as('r');
  const isOfCohort = equal(scope.col('bucket'), integer(cohort.number));
  const options = { fieldCount: spec.groupBy?.length ?? 0, topN: spec.topN };
  if (groups === null || cell.group === 'other') {
    const shown = (column: string) => (column === 'rank' ? shownRank(scope, spec.topN) : scope.col(column));
    return builder.select(name, {
      from: scope,
      columns: scope.all(),
      where: and(isOfCohort, inGroup(cell.group, shown, options)),
    });
  }
  const group = groups.as('g');
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'inner', to: group, on: equal(scope.col('rank'), group.col('rank')) }],
    columns: scope.all(),
    where: and(
      isOfCohort,
      lessOrEqual(group.col('rank'), integer(spec.topN)),
      inGroup(cell.group, (column) => group.col(column), options),
    ),
  });
}

/** Revisits of the cohort's users in the cell's bucket. */
function returnsOf(drill: Drill, pair: RetentionPair): StepRef {
  const { builder, spec, context, cell } = drill;
  const cohorts = inCohort(drill, pair.cohorts, 'cohort_keys').as('c');
  const bucket = cellBucket(cell.bucket ?? '', context);
  const scope = pair.revisits.as('r');
  return builder.select('returns', {
    from: scope,
    joins: [
      {
        type: 'inner',
        to: cohorts,
        on: and(...pair.cohortKeys.map((key) => equal(scope.col(key), cohorts.col(key)))),
      },
    ],
    columns: scope.all(),
    where: and(
      equal(scope.col('bucket'), integer(bucket.number)),
      spec.retention.strictAfter ? greater(scope.col('ms'), cohorts.col('first_ms')) : and(),
    ),
  });
}

/** Start events of users without a return. */
function withoutReturns({ builder }: Drill, starts: StepRef, returns: StepRef): StepRef {
  const returning = returns.as('r');
  const users = builder.select('returning', {
    from: returning,
    columns: { ...returning.cols('person'), came: integer(1) },
    distinct: true,
  });
  const scope = starts.as('s');
  const user = users.as('u');
  return builder.select('lost', {
    from: scope,
    joins: [{ type: 'left', to: user, on: equal(scope.col('person'), user.col('person')) }],
    columns: scope.all(),
    where: isNull(user.col('came')),
  });
}
