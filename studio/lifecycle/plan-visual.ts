import { assertNever } from '@millstream/core';
import type { DimensionChoice, DimensionId, TopChoice, Visual } from '@millstream/reporting';
import type { LifecycleContext } from './lifecycle-context.ts';
import type { LifecycleParameters } from './lifecycle-request.ts';
import { planBreakdown, planExits } from './shapes/breakdown.ts';
import { planBreakdownTrend } from './shapes/breakdown-trend.ts';
import { planFreshness } from './shapes/freshness.ts';
import { planHours } from './shapes/hours.ts';
import { planInsight } from './shapes/insight.ts';
import type { PlannedVisual } from './shapes/planned-visual.ts';
import { planRetentionMatrix } from './shapes/retention-matrix.ts';
import { planRetentionByDate, planRetentionByDay } from './shapes/retention-rates.ts';
import { planTotal } from './shapes/total.ts';
import { planStickiness, planTrailingEvents } from './shapes/trailing.ts';
import { planTrend } from './shapes/trend.ts';
import { planWeeklyLifeCycle } from './shapes/weekly-life-cycle.ts';

/** The dimension that a visual names, itself or by a parameter. */
export function chosenDimension(choice: DimensionChoice, parameters: LifecycleParameters): DimensionId {
  switch (choice) {
    case 'userDimension':
    case 'trafficDimension':
    case 'pageType':
      return parameters[choice];
    default:
      return choice;
  }
}

/** The number of values that a visual shows one by one. */
export function chosenTop(choice: TopChoice, parameters: LifecycleParameters): number {
  return typeof choice === 'number' ? choice : parameters[choice];
}

/** Plans a visual; null for tables of single rows, which are read page by page. */
export function planVisual(
  { query, platforms = 'all' }: Visual,
  context: LifecycleContext,
): PlannedVisual | null {
  const { parameters } = context;
  const dimension = (choice: DimensionChoice) => chosenDimension(choice, parameters);
  const top = (choice: TopChoice) => chosenTop(choice, parameters);
  switch (query.shape) {
    case 'total':
      return planTotal(query.metrics, context);
    case 'trend':
      return planTrend(query.metrics, context);
    case 'breakdown':
      return planBreakdown(
        {
          metrics: query.metrics,
          by: query.by.map(dimension),
          top: query.top === undefined ? undefined : top(query.top),
          platforms,
        },
        context,
      );
    case 'breakdownTrend': {
      const { metric, rank = metric } = query;
      return planBreakdownTrend(
        { metric, rank, by: dimension(query.by), top: top(query.top), platforms },
        context,
      );
    }
    case 'hours':
      return planHours(query.metric, context);
    case 'exits':
      return planExits(dimension(query.by), top(query.top));
    case 'weeklyLifeCycle':
      return planWeeklyLifeCycle(context);
    case 'trailingEvents':
      return planTrailingEvents(context);
    case 'stickiness':
      return planStickiness(context);
    case 'retentionByDate':
      return planRetentionByDate(query.days, context);
    case 'retentionByDay':
      return planRetentionByDay(query.mostDays, context);
    case 'retentionMatrix':
      return planRetentionMatrix(context);
    case 'insight':
      return planInsight(query.subject, context);
    case 'freshness':
      return planFreshness(context);
    case 'userRows':
    case 'eventRows':
    case 'parameterRows':
      return null;
    default:
      return assertNever(query);
  }
}
