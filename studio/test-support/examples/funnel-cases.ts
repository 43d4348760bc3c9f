import type { AnalysisResult } from '../../result/analysis-result.ts';
import { event, textValue, withIds } from '../corpus.ts';
import type { Example, ExampleSet } from './example.ts';

const at = (user: string, name: string, ...times: readonly string[]) =>
  times.map((time) => event(user, name, `2024-03-04T${time}`));
const grouped = (name: string, time: string, plan: string | null) =>
  event('g', name, `2024-03-12T${time}`, { parameters: plan === null ? {} : { plan: textValue(plan) } });
const steps = (names: string) => names.split('').map((name) => ({ event: name }));
const custom = (seconds: number) => ({ type: 'custom', seconds });

/** Counts of each day and of the whole range, without the rates. */
const countsOf =
  (stepCount: number) =>
  ({ rows }: AnalysisResult) =>
    rows.map((row) => row.slice(0, 1 + stepCount));
/** Groups and counts of the whole range, of two steps. */
const groupTotals = ({ rows }: AnalysisResult) =>
  rows.filter(([bucket]) => bucket === 'Total').map((row) => row.slice(1, 4));

const windows = [
  { names: 'ABC', window: custom(600), users: [4, 3, 1], events: [6, 4, 1] },
  { names: 'ABC', window: custom(900), users: [4, 3, 2], events: [6, 4, 2] },
  { names: 'ABC', window: { type: 'sameDay' }, users: [4, 2, 1], events: [6, 3, 1] },
  { names: 'AA', window: custom(600), users: [4, 2], events: [6, 2] },
] as const;
const windowExamples = windows.flatMap(({ names, window, users, events }) =>
  (['userCount', 'eventCount'] as const).map((metric): Example => {
    const counts = metric === 'userCount' ? users : events;
    return {
      name: `counts ${metric} of ${names} within ${JSON.stringify(window)}`,
      spec: { funnel: { metric, steps: steps(names), window } },
      read: countsOf(names.length),
      expected: [
        ['2024-03-04', ...counts],
        ['2024-03-05', ...counts.map(() => 0)],
        ['Total', ...counts],
      ],
    };
  }),
);

const groupings = [
  {
    groupApply: 'all',
    expected: [
      ['(not set)', 1, 1],
      ['free', 1, 0],
    ],
  },
  {
    groupApply: 'first',
    expected: [
      ['(not set)', 1, 1],
      ['free', 1, 1],
    ],
  },
] as const;
const groupExamples = groupings.flatMap(({ groupApply, expected }) =>
  ['userCount', 'eventCount'].map(
    (metric): Example => ({
      name: `counts ${metric} with the group applied to ${groupApply} steps`,
      spec: {
        time: { type: 'fixed', start: '2024-03-12', end: '2024-03-12' },
        groupBy: [{ category: 'event', name: 'plan', type: 'string' }],
        funnel: { metric, steps: steps('AB'), groupApply },
      },
      read: groupTotals,
      expected,
    }),
  ),
);

/** A bar of the funnel-shaped chart; what the example does not name is null. */
const bar = (step: number, name: string, count: number, more: object) => ({
  step,
  name,
  count,
  rateFromPrev: null,
  lost: null,
  medianSeconds: null,
  ...more,
});

const shownExamples: readonly Example[] = [
  {
    name: 'gives rates of the step before and of the first',
    spec: { funnel: { steps: steps('ABC') } },
    read: ({ columns, rows }) => [columns.map(({ name }) => name), ...rows],
    expected: [
      ['bucket', '1_A', '2_B', '3_C', 'total_conversion_rate', '2_B_rate', '3_C_rate'],
      ['2024-03-04', 4, 3, 1, 0.25, 0.75, 0.3333],
      ['2024-03-05', 0, 0, 0, null, null, null],
      ['Total', 4, 3, 1, 0.25, 0.75, 0.3333],
    ],
  },
  {
    name: 'draws a funnel of the whole range, with medians',
    spec: { funnel: { steps: steps('ABC'), medians: true }, chart: 'funnel' },
    read: ({ chart }) => chart,
    expected: [
      bar(1, '1_A', 4, { rateFromFirst: 1 }),
      bar(2, '2_B', 3, { rateFromPrev: 0.75, rateFromFirst: 0.75, lost: 1, medianSeconds: 300 }),
      bar(3, '3_C', 1, { rateFromPrev: 0.3333, rateFromFirst: 0.25, lost: 2, medianSeconds: 180 }),
    ],
  },
  {
    name: 'lets steps after the range complete it only when asked to',
    spec: {
      time: { type: 'fixed', start: '2024-03-04', end: '2024-03-04' },
      funnel: { steps: steps('ABC'), lateSteps: true },
    },
    read: ({ rows }) => rows.at(-1)?.slice(0, 4),
    expected: ['Total', 4, 3, 1],
  },
  {
    name: 'leaves steps after the range out otherwise',
    spec: {
      time: { type: 'fixed', start: '2024-03-04', end: '2024-03-04' },
      funnel: { steps: steps('ABC') },
    },
    read: ({ rows }) => rows.at(-1)?.slice(0, 4),
    expected: ['Total', 4, 2, 0],
  },
  {
    name: 'has zero rows when nobody takes the first step',
    spec: { funnel: { steps: steps('ZA') } },
    read: ({ rows }) => rows,
    expected: [],
  },
];

/** Explorations 3.5, with repeated steps, and 3.6. */
export const exampleF1: ExampleSet = {
  title: 'F1: funnels',
  kind: 'funnel',
  corpus: {
    appId: 'f1',
    events: withIds([
      ...at('u1', 'A', '10:00', '10:06'),
      ...at('u1', 'B', '10:05', '10:07'),
      ...at('u1', 'C', '10:20'),
      ...at('u2', 'A', '10:00'),
      ...at('u2', 'B', '10:00'),
      ...at('u2', 'C', '10:30'),
      ...at('u3', 'A', '23:58'),
      event('u3', 'B', '2024-03-05T00:02'),
      event('u3', 'C', '2024-03-05T00:05'),
      ...at('u4', 'B', '09:00', '09:30'),
      ...at('u4', 'A', '09:10', '09:20'),
      // A parameter that only the first step has.
      grouped('A', '10:00', 'free'),
      grouped('B', '10:01', null),
      grouped('A', '11:00', null),
      grouped('B', '11:01', null),
    ]),
  },
  spec: { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' } },
  examples: [...windowExamples, ...groupExamples, ...shownExamples],
};
