import type { MetricId } from '@millstream/reporting';
import type { FactColumn } from '../facts/fact-column.ts';

/** Numbers that metrics are made of, counted over one set of events. */
export const measures = [
  'users',
  'newUsers',
  'newDevices',
  'firstDayUsers',
  'returningUsers',
  'crashedUsers',
  'sessions',
  'engagedSessions',
  'engagedMs',
  'engagementMs',
  'events',
  'views',
  'value',
  'contentViews',
  'entrances',
] as const;
/** A number that metrics are made of. */
export type Measure = (typeof measures)[number];

/** Columns of a fact that a measure is counted from, beside the keys of its set. */
export const measureColumns: Readonly<Record<Measure, readonly FactColumn[]>> = {
  users: ['person'],
  newUsers: ['person', 'opened', 'first_bucket', 'bucket'],
  newDevices: ['device', 'opened'],
  firstDayUsers: ['person', 'first_bucket', 'bucket'],
  returningUsers: ['person', 'first_bucket', 'bucket'],
  crashedUsers: ['person', 'crashed'],
  sessions: ['device', 'session'],
  engagedSessions: ['device', 'session', 'duration', 'views'],
  engagedMs: ['device', 'session', 'duration', 'views', 'engagement'],
  engagementMs: ['engagement'],
  events: ['events'],
  views: ['views'],
  value: ['value'],
  contentViews: ['content_views'],
  entrances: ['entrances'],
};

/** Reads a measure; 0 for one that was not counted. */
export type MeasureReader = (measure: Measure) => number;

interface Formula {
  readonly measures: readonly Measure[];
  /** Null where it would divide by 0. */
  value(of: MeasureReader): number | null;
}

const plain = (measure: Measure): Formula => ({ measures: [measure], value: (of) => of(measure) });
const ratio = (part: Measure, whole: Measure, unit = 1): Formula => ({
  measures: [part, whole],
  value: (of) => (of(whole) === 0 ? null : of(part) / of(whole) / unit),
});
const difference = (all: Measure, without: Measure): Formula => ({
  measures: [all, without],
  value: (of) => of(all) - of(without),
});
const msPerSecond = 1000;

/** Metrics over measures: ratios are made of their parts, never of other ratios. */
export const formulas: Readonly<Record<Exclude<MetricId, 'exits'>, Formula>> = {
  activeUsers: plain('users'),
  newUsers: plain('newUsers'),
  newDevices: plain('newDevices'),
  returningUsers: plain('returningUsers'),
  firstDayUsers: plain('firstDayUsers'),
  laterDayUsers: difference('users', 'firstDayUsers'),
  views: plain('views'),
  eventCount: plain('events'),
  otherEvents: difference('events', 'views'),
  sessions: plain('sessions'),
  engagedSessions: plain('engagedSessions'),
  engagementRate: ratio('engagedSessions', 'sessions'),
  engagedSessionsPerUser: ratio('engagedSessions', 'users'),
  engagementSecondsPerUser: ratio('engagedMs', 'users', msPerSecond),
  engagementSecondsPerEngagedSession: ratio('engagedMs', 'engagedSessions', msPerSecond),
  engagementSecondsPerSession: ratio('engagedMs', 'sessions', msPerSecond),
  contentSecondsPerSession: ratio('engagementMs', 'sessions', msPerSecond),
  crashedUsers: plain('crashedUsers'),
  crashRate: ratio('crashedUsers', 'users'),
  eventValue: plain('value'),
  eventsPerUser: ratio('events', 'users'),
  contentViews: plain('contentViews'),
  contentViewsPerUser: ratio('contentViews', 'users'),
  entrances: plain('entrances'),
};

/** A metric that measures give. */
export type MeasuredMetric = keyof typeof formulas;

/** The measures of some metrics, each once, in the order of `measures`. */
export function measuresOf(ids: readonly MeasuredMetric[]): readonly Measure[] {
  const wanted = new Set(ids.flatMap((id) => formulas[id].measures));
  return measures.filter((measure) => wanted.has(measure));
}
