import { calendars, type FixedQuestion, fields, ranges } from './fixed-question.ts';

/** A number of an answer that is opened. */
export interface FixedDrill extends FixedQuestion {
  readonly cell: object;
}

const { utc, berlin, lordHowe } = calendars;
const steps = ['view', 'add', 'buy'].map((event) => ({ event }));
const time = ranges.spring;

/** Lists behind numbers of the fixed shop, one of each kind; none is empty. */
export const drillQuestions: readonly FixedDrill[] = [
  {
    name: 'users of a group on a long day',
    calendar: lordHowe,
    spec: {
      kind: 'event',
      time,
      groupBy: [fields.city],
      event: { metrics: [{ event: 'view', measure: { type: 'userCount' } }] },
    },
    cell: { metric: 0, bucket: '2024-04-07', group: ['Rome'] },
  },
  {
    name: 'events of the last step of a funnel',
    calendar: berlin,
    spec: { kind: 'funnel', time, funnel: { metric: 'eventCount', steps, window: { type: 'sameDay' } } },
    cell: { step: 3 },
  },
  {
    name: 'users that a funnel lost',
    calendar: utc,
    spec: { kind: 'funnel', time, funnel: { steps } },
    cell: { step: 2, lost: true },
  },
  {
    name: 'users who went on from a node',
    calendar: utc,
    spec: { kind: 'path', time, path: { nodeType: 'event', start: 'view' } },
    cell: { type: 'edge', step: 1, source: 'view', target: 'add' },
  },
  {
    name: 'users who came back',
    calendar: berlin,
    spec: {
      kind: 'retention',
      time,
      retention: { pairs: [{ start: { event: 'view' }, revisit: { event: 'buy' } }] },
    },
    cell: { bucket: '2024-03-31' },
  },
  {
    name: 'touches that earned a conversion',
    calendar: utc,
    spec: {
      kind: 'attribution',
      time,
      attribution: { goal: { event: 'buy' }, touchpoints: [{ event: 'view' }], model: { type: 'linear' } },
    },
    cell: { type: 'triggersWithConversion', touchpoint: 0 },
  },
];
