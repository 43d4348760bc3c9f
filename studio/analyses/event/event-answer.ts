import type { Expression } from '../../plan/expression.ts';
import { integer, nothing, toNumber } from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import type { Plan } from '../../plan/relation.ts';

/** Values of a metric: a step with `bucket` (null = whole range), `rank` and `value`, and `metric` where it holds several. */
export interface MetricValues {
  /** From 0; null when the step tells. */
  readonly metric: number | null;
  readonly step: StepRef;
}

/** The groups of an answer. */
export interface AnswerGroups {
  readonly keys: readonly string[];
  /** Shown groups with their keys, `rank` and `key_count`; null without grouping. */
  readonly top: StepRef | null;
}

/**
 * The plan whose rows are `metric` (from 0), `bucket` (null = whole range), `rank`, `value`; with grouping also one row a shown
 * group with `metric` -1, its keys, and the number of all groups as `value`.
 */
export function answerOf(
  builder: PlanBuilder,
  values: readonly MetricValues[],
  { keys, top }: AnswerGroups,
): Plan {
  const row = (metric: Expression, from: SelectOptions['from'], more: SelectOptions['columns']) => ({
    from,
    columns: { metric, ...more },
  });
  const rows = values.map(({ metric, step }): SelectOptions => {
    const scope = step.as('s');
    return row(metric === null ? scope.col('metric') : integer(metric), scope, {
      bucket: scope.col('bucket'),
      rank: scope.col('rank'),
      value: toNumber(scope.col('value')),
      ...Object.fromEntries(keys.map((key) => [key, nothing('text')])),
    });
  });
  if (top !== null) {
    const scope = top.as('t');
    rows.push(
      row(integer(-1), scope, {
        bucket: nothing('integer'),
        rank: scope.col('rank'),
        value: toNumber(scope.col('key_count')),
        ...scope.cols(...keys),
      }),
    );
  }
  builder.union('answer', rows);
  return builder.build('exploration event');
}
