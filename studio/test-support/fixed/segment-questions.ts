import { calendars, type FixedQuestion, fields, where } from './fixed-question.ts';

/** A segment of the fixed shop: criteria as JSON. */
export interface FixedSegment extends Pick<FixedQuestion, 'name' | 'calendar'> {
  readonly criteria: object;
}

const range = { type: 'fixed', start: '2024-03-28', end: '2024-04-08' };
const did = (metric: object, operator: string, ...value: readonly number[]) => ({
  type: 'userEvent',
  done: true,
  event: { event: 'view', filter: where(fields.city, '!=', 'Rome') },
  metric,
  operator,
  value,
});
const sequence = (inOneSession: boolean, direct: boolean) => ({
  type: 'sequence',
  done: true,
  events: [{ event: 'view' }, { event: 'add' }],
  inOneSession,
  direct,
});
const criteria = (op: 'and' | 'or', ...conditions: readonly object[]) => ({
  op: 'and',
  groups: [{ op: 'and', range, filters: [{ op, conditions }] }],
});

/** Segments of the fixed shop. */
export const fixedSegments: readonly FixedSegment[] = [
  {
    name: 'counted, on days, in runs of days',
    calendar: calendars.berlin,
    criteria: criteria(
      'or',
      did({ type: 'total' }, 'between', 4, 6),
      did({ type: 'daysHavingEvent' }, '=', 4),
      did({ type: 'consecutiveDays' }, '>=', 3),
    ),
  },
  {
    name: 'by what their events say',
    calendar: calendars.lordHowe,
    criteria: criteria(
      'and',
      did({ type: 'avg', field: fields.price }, '>', 2),
      did({ type: 'countDistinct', field: fields.city }, '<=', 3),
      { ...did({ type: 'sum', field: fields.price }, '>', 30), done: false },
    ),
  },
  { name: 'in sequence', calendar: calendars.utc, criteria: criteria('and', sequence(false, false)) },
  { name: 'directly in a session', calendar: calendars.utc, criteria: criteria('and', sequence(true, true)) },
  {
    name: 'by who they are and which segment they are in',
    calendar: calendars.utc,
    criteria: criteria(
      'or',
      { type: 'userAttribute', has: true, field: fields.plan, operator: '=', value: ['pro'] },
      { type: 'inSegment', in: true, segmentId: 's2' },
    ),
  },
];
