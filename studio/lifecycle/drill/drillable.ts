import type { MetricId, VisualQuery } from '@millstream/reporting';
import type { PlannedDrill } from '../../drill/planned-drill.ts';

/** What lies behind numbers of a metric; metrics that are not here (averages, rates, sessions) have no list. */
export const drillUnits: Readonly<Partial<Record<MetricId, PlannedDrill['unit']>>> = Object.freeze({
  activeUsers: 'user',
  newUsers: 'user',
  firstDayUsers: 'user',
  laterDayUsers: 'user',
  returningUsers: 'user',
  crashedUsers: 'user',
  eventCount: 'event',
  views: 'event',
  otherEvents: 'event',
  contentViews: 'event',
  entrances: 'event',
  // The view that a session ended with, one for each.
  exits: 'event',
});

/** Shapes whose numbers can be opened. */
export const drillShapes: readonly VisualQuery['shape'][] = [
  'total',
  'trend',
  'breakdown',
  'breakdownTrend',
  'stickiness',
  'trailingEvents',
  'retentionMatrix',
  'hours',
  'weeklyLifeCycle',
  'retentionByDate',
  'exits',
];
