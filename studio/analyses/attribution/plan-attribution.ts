import type { AnalysisContext } from '../../base/analysis-context.ts';
import {
  and,
  count,
  equal,
  greater,
  greaterOrEqual,
  integer,
  multiply,
  number,
  sum,
} from '../../plan/expressions.ts';
import { PlanBuilder, type StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { TimeRange } from '../../time/time-range.ts';
import type { PlannedAnalysis } from '../planned-analysis.ts';
import { attributionRows, goalDefinition, isGoal } from './attribution-rows.ts';
import { creditTouches } from './credit-touches.ts';
import { eligibleRows } from './journeys.ts';
import { attributionParts, shapeAttribution } from './shape-attribution.ts';

/**
 * Plans an attribution analysis (explorations 6). The rows have `part`, `definition` (0 = goal), `rows`, `credit`, `value`: by
 * part the touches of a definition, its credited touches, all conversions, those without touches.
 */
export function planAttribution(spec: SpecOf<'attribution'>, context: AnalysisContext): PlannedAnalysis {
  const builder = new PlanBuilder();
  const rows = attributionRows(builder, { spec, context });
  const numbered = eligibleRows(builder, rows, { spec, range: context.range });
  const credited = creditTouches(builder, numbered, spec.attribution.model);
  const parts = [
    countTouches(builder, rows),
    countConversions(builder, rows, context.range),
    countCredits(builder, credited),
    countUnattributed(builder, numbered),
  ];
  builder.union(
    'answer',
    parts.map((part) => {
      const scope = part.as('p');
      return { from: scope, columns: scope.all() };
    }),
  );
  return {
    plan: builder.build('exploration attribution'),
    shape: (found) => shapeAttribution(spec, found),
  };
}

function countTouches(builder: PlanBuilder, rows: StepRef): StepRef {
  const scope = rows.as('r');
  return builder.select('touches', {
    from: scope,
    columns: {
      part: integer(attributionParts.touches),
      definition: scope.col('definition'),
      rows: count(),
      credit: number(0),
      value: number(0),
    },
    where: greater(scope.col('definition'), integer(goalDefinition)),
    groupBy: ['definition'],
  });
}

function countConversions(builder: PlanBuilder, rows: StepRef, { fromMs }: TimeRange): StepRef {
  const scope = rows.as('r');
  return builder.select('conversions', {
    from: scope,
    columns: {
      part: integer(attributionParts.conversions),
      definition: scope.col('definition'),
      rows: count(),
      credit: number(0),
      value: sum(scope.col('value')),
    },
    where: and(isGoal(scope), greaterOrEqual(scope.col('event_ms'), integer(fromMs))),
    groupBy: ['definition'],
  });
}

function countCredits(builder: PlanBuilder, credited: StepRef): StepRef {
  const scope = credited.as('c');
  const credit = scope.col('credit');
  return builder.select('credits', {
    from: scope,
    columns: {
      part: integer(attributionParts.credits),
      definition: scope.col('definition'),
      rows: count(),
      credit: sum(credit),
      value: sum(multiply(credit, scope.col('goal_value'))),
    },
    groupBy: ['definition'],
  });
}

function countUnattributed(builder: PlanBuilder, numbered: StepRef): StepRef {
  const scope = numbered.as('n');
  return builder.select('unattributed', {
    from: scope,
    columns: {
      part: integer(attributionParts.unattributed),
      definition: scope.col('definition'),
      rows: count(),
      credit: number(0),
      value: sum(scope.col('value')),
    },
    where: and(isGoal(scope), equal(scope.col('touch_count'), integer(0))),
    groupBy: ['definition'],
  });
}
