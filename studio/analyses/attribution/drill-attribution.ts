import { assertNever } from '@millstream/core';
import type { AnalysisContext } from '../../base/analysis-context.ts';
import { answerEvents } from '../../drill/drill-answer.ts';
import type { PlannedDrill } from '../../drill/planned-drill.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, greaterOrEqual, integer } from '../../plan/expressions.ts';
import { PlanBuilder, type Scope, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { AttributionCell } from './attribution-cell.ts';
import { attributionRows, isGoal } from './attribution-rows.ts';
import { eligibleRows } from './journeys.ts';

/** Plans the events behind a number: touches, or conversions. */
export function drillAttribution(
  spec: SpecOf<'attribution'>,
  context: AnalysisContext,
  cell: AttributionCell,
): PlannedDrill {
  const builder = new PlanBuilder();
  const rows = attributionRows(builder, { spec, context, isDrill: true });
  const { from, where } = behindCell(cell, rows, {
    eligible: () => eligibleRows(builder, rows, { spec, range: context.range }),
    fromMs: context.range.fromMs,
  });
  answerEvents(builder, builder.select('behind', { from, columns: from.all(), where }));
  return { unit: 'event', plan: builder.build('drill attribution') };
}

function behindCell(
  cell: AttributionCell,
  rows: StepRef,
  options: { readonly eligible: () => StepRef; readonly fromMs: number },
): { readonly from: Scope; readonly where: Expression } {
  const of = (step: StepRef, where: (scope: Scope) => Expression) => {
    const from = step.as('b');
    return { from, where: where(from) };
  };
  switch (cell.type) {
    case 'triggers':
      return of(rows, (scope) => equal(scope.col('definition'), integer(cell.touchpoint + 1)));
    case 'triggersWithConversion':
      return of(options.eligible(), (scope) => equal(scope.col('definition'), integer(cell.touchpoint + 1)));
    case 'conversions':
      return of(rows, (scope) =>
        and(isGoal(scope), greaterOrEqual(scope.col('event_ms'), integer(options.fromMs))),
      );
    case 'unattributed':
      return of(options.eligible(), (scope) =>
        and(isGoal(scope), equal(scope.col('touch_count'), integer(0))),
      );
    default:
      return assertNever(cell);
  }
}
