import type { AnalysisContext } from '../../base/analysis-context.ts';
import { keyNames } from '../../base/top-groups.ts';
import { integer, lessOrEqual, nothing } from '../../plan/expressions.ts';
import { PlanBuilder, type SelectOptions, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { cohortSizes, retainedUsers } from './retained-users.ts';
import { retentionPairs } from './retention-pairs.ts';
import { groupPair } from './retention-series.ts';
import { shapeRetention } from './shape-retention.ts';

/**
 * Plans a retention analysis (explorations 5). The rows are `pair` (from 1), `rank`, `cohort` and `bucket` numbers and `value`: users
 * of the cohort (`bucket` null) or those retained; with grouping also one row a shown group with `pair` 0, its keys, and the
 * number of all groups as `value`.
 */
export function planRetention(spec: SpecOf<'retention'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const { pairs, groups } = retentionPairs(builder, { spec, context });
  const answers = pairs.flatMap((pair, index): readonly SelectOptions[] => {
    const options = { spec, number: index + 1 };
    const steps = [cohortSizes(builder, pair, options), retainedUsers(builder, pair, options)];
    return steps.map((step) => valueRow(step, index + 1, keys));
  });
  builder.union('answer', groups === null ? answers : [...answers, groupRow(groups, { spec, keys })]);
  return {
    plan: builder.build('exploration retention'),
    shape: (rows) => shapeRetention(spec, context, rows),
  };
}

function valueRow(step: StepRef, pair: number, keys: readonly string[]): SelectOptions {
  const scope = step.as('s');
  return {
    from: scope,
    columns: {
      pair: integer(pair),
      ...scope.cols('rank', 'cohort', 'bucket', 'value'),
      ...Object.fromEntries(keys.map((key) => [key, nothing('text')])),
    },
  };
}

function groupRow(
  groups: StepRef,
  { spec, keys }: { readonly spec: SpecOf<'retention'>; readonly keys: readonly string[] },
): SelectOptions {
  const scope = groups.as('g');
  return {
    from: scope,
    columns: {
      pair: integer(groupPair),
      rank: scope.col('rank'),
      cohort: nothing('integer'),
      bucket: nothing('integer'),
      value: scope.col('key_count'),
      ...scope.cols(...keys),
    },
    where: lessOrEqual(scope.col('rank'), integer(spec.topN)),
  };
}
