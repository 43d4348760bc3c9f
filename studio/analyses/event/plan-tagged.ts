import type { AnalysisContext } from '../../base/analysis-context.ts';
import { keyNames, rankGroups, sameKeys } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  aggregate,
  count,
  equal,
  greater,
  integer,
  least,
  lessOrEqual,
  when,
} from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { answerOf } from './event-answer.ts';
import { taggedPercentiles } from './tagged-percentiles.ts';
import { taggedRows } from './tagged-rows.ts';
import { fractionOf, taggedValue, taggedValues } from './tagged-values.ts';

/**
 * The plan for every engine: all metrics in one chain of steps, whose length does not grow with their number. Engines which
 * compute a step again for each reader would else read the events once for every pair of metrics.
 */
export function planTagged(spec: SpecOf<'event'>, context: AnalysisContext): Plan {
  const builder = new PlanBuilder();
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const rows = taggedRows(builder, spec, context);
  const groups = keys.length === 0 ? null : keysByFirstMetric(builder, rows, { spec, keys });
  const ranked = withRank(builder, rows, { spec, keys, groups });
  const steps = [true, false].flatMap((hasBucket) => {
    const level = { spec, hasBucket };
    return [taggedValues(builder, ranked, level), taggedPercentiles(builder, ranked, level)];
  });
  const values = steps.flatMap((step) => (step === null ? [] : [{ metric: null, step }]));
  return answerOf(builder, values, { keys, top: groups === null ? null : shownOf(builder, groups, spec) });
}

interface Grouped {
  readonly spec: SpecOf<'event'>;
  readonly keys: readonly string[];
}

/** All keys with their rank by the first metric's whole-range value; keys that it does not have come last. */
function keysByFirstMetric(builder: PlanBuilder, rows: StepRef, { spec, keys }: Grouped): StepRef {
  const scope = rows.as('r');
  const ranking = builder.select('ranking', {
    from: scope,
    columns: { ...scope.cols(...keys), value: firstValue(spec, scope) },
    groupBy: keys,
  });
  return rankGroups(builder, ranking, { keys, value: 'value' });
}

function firstValue(spec: SpecOf<'event'>, scope: Scope): Expression {
  const [first] = spec.event.metrics;
  if (first === undefined) throw new Error('an event analysis has a metric');
  const isFirst = equal(scope.col('metric'), integer(0));
  const fraction = fractionOf(first.measure);
  if (fraction !== null) {
    return aggregate('percentile', [when(isFirst, scope.col('amount'))], { fraction });
  }
  const value = taggedValue(first.measure, scope, { approx: spec.approx, where: isFirst });
  return when(greater(count(isFirst), integer(0)), value);
}

/** Rows with the rank of their group, shown or the rest, in place of its keys; 0 without grouping. */
function withRank(
  builder: PlanBuilder,
  rows: StepRef,
  { spec, keys, groups }: Grouped & { readonly groups: StepRef | null },
): StepRef {
  const scope = rows.as('r');
  const kept = scope.cols('metric', 'bucket', 'person', 'amount', 'thing');
  if (groups === null) {
    return builder.select('ranked', { from: scope, columns: { ...kept, rank: integer(0) } });
  }
  const group = groups.as('g');
  return builder.select('ranked', {
    from: scope,
    joins: [{ type: 'inner', to: group, on: sameKeys(scope, group, keys) }],
    columns: { ...kept, rank: least(group.col('rank'), integer(otherRank(spec.topN))) },
  });
}

function shownOf(builder: PlanBuilder, groups: StepRef, { topN }: SpecOf<'event'>): StepRef {
  const scope = groups.as('g');
  return builder.select('shown', {
    from: scope,
    columns: scope.all(),
    where: lessOrEqual(scope.col('rank'), integer(topN)),
  });
}
