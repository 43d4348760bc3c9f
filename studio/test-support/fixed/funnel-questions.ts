import { calendars, type FixedQuestion, fields, ranges, where } from './fixed-question.ts';

const { utc, berlin, berlinSunday, lordHowe, kathmandu } = calendars;
const { city, country, price, plan, isNew } = fields;

const steps = (...names: readonly string[]) => names.map((event) => ({ event }));
const custom = (seconds: number) => ({ type: 'custom', seconds });
const sameDay = { type: 'sameDay' };
const three = steps('view', 'add', 'buy');

function question(
  name: string,
  calendar: FixedQuestion['calendar'],
  funnel: object,
  more: object = {},
): FixedQuestion {
  return { name, calendar, spec: { kind: 'funnel', time: ranges.spring, funnel, ...more } };
}

/** Funnels of the fixed shop. */
export const funnelQuestions: readonly FixedQuestion[] = [
  question('users within ten minutes', utc, { steps: three }),
  question('events within ten minutes', utc, { metric: 'eventCount', steps: three }),
  question('users of the same short day', berlin, { steps: three, window: sameDay }),
  question('events of the same long day', lordHowe, {
    metric: 'eventCount',
    steps: three,
    window: sameDay,
  }),
  question('a repeated step within a millisecond', utc, {
    metric: 'eventCount',
    steps: steps('view', 'view'),
    window: custom(0.001),
  }),
  question('four steps within a week, with medians', berlin, {
    steps: steps('view', 'add', 'view', 'buy'),
    window: custom(604_800),
    medians: true,
  }),
  question(
    'groups of every step',
    utc,
    { steps: three, window: custom(86_400) },
    { groupBy: [city], topN: 3 },
  ),
  question(
    'events in groups of every step',
    berlin,
    { metric: 'eventCount', steps: steps('view', 'buy'), window: custom(3600) },
    { groupBy: [country, isNew], topN: 4 },
  ),
  question(
    'groups of the first step, with medians',
    utc,
    { steps: three, groupApply: 'first', window: custom(86_400), medians: true },
    { groupBy: [plan], granularity: 'week' },
  ),
  question(
    'steps after the range',
    berlinSunday,
    { steps: three, window: custom(86_400), lateSteps: true },
    { granularity: 'week', time: ranges.shortNight },
  ),
  question(
    'events after the range, on the same day',
    kathmandu,
    { metric: 'eventCount', steps: three, window: sameDay, lateSteps: true },
    { time: ranges.longNight },
  ),
  question(
    'the funnel-shaped chart with medians',
    utc,
    { steps: three, window: custom(1800), medians: true },
    { chart: 'funnel' },
  ),
  question(
    'filters of steps and of all',
    berlin,
    {
      steps: [
        { event: 'view', filter: where(price, '>', 0) },
        { event: 'view', filter: where(city, 'not_contains', 'o') },
      ],
      window: custom(86_400),
    },
    { filter: { segment: ['s1'], operator: 'in' }, granularity: 'month', time: ranges.all },
  ),
  question('nobody', utc, { steps: steps('nothing', 'view') }),
];
