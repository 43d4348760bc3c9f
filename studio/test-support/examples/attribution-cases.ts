import type { AnalysisResult } from '../../result/analysis-result.ts';
import { event, numberValue, withIds } from '../corpus.ts';
import type { Example, ExampleSet } from './example.ts';

const conversion = (pseudo: string, time: string, price: number) =>
  event(pseudo, 'buy', time, { parameters: { price: numberValue(price) } });
const sum = { type: 'sum', field: { category: 'event', name: 'price', type: 'number' } };
const day = { type: 'custom', seconds: 86_400 };
const linear = { type: 'linear' };

/** Credits by `model`; what is not named is as in the specification's example. */
const earning = (model: object, more: object = {}, goal: object = {}) => ({
  attribution: {
    goal: { event: 'buy', ...goal },
    touchpoints: [{ event: 'T1' }, { event: 'T2' }],
    window: day,
    model,
    ...more,
  },
});

/** The contribution column, rounded as the specification prints it. */
const contributions = ({ rows }: AnalysisResult) => rows.map((row) => Number(Number(row[4]).toFixed(4)));

const models = [
  { model: { type: 'first' }, counts: [2, 1], sums: [140, 60] },
  { model: { type: 'last' }, counts: [1, 2], sums: [40, 160] },
  { model: linear, counts: [1.6667, 1.3333], sums: [106.6667, 93.3333] },
  { model: { type: 'position' }, counts: [1.6, 1.4], sums: [100, 100] },
] as const;
const modelExamples = models.flatMap(({ model, counts, sums }): readonly Example[] => [
  {
    name: `shares conversions out by ${model.type}`,
    spec: earning(model),
    read: contributions,
    expected: [...counts, 1],
  },
  {
    name: `shares their value out by ${model.type}`,
    spec: earning(model, {}, { value: sum }),
    read: contributions,
    expected: [...sums, 10],
  },
]);

const sameDay = { window: { type: 'sameDay' } };
const windowExamples: readonly Example[] = [
  {
    name: 'lets only touches of the same local day count',
    spec: earning({ type: 'first' }, sameDay),
    read: contributions,
    expected: [1, 1, 2],
  },
  {
    name: 'lets only touches of the same local day earn value',
    spec: earning({ type: 'first' }, sameDay, { value: sum }),
    read: contributions,
    expected: [100, 60, 50],
  },
  {
    name: 'includes a touch exactly one window before',
    spec: earning(linear, { window: { type: 'custom', seconds: 1200 } }),
    read: ({ rows }) => rows.map((row) => [row[3], row[4]]),
    expected: [
      [1, 1],
      [2, 2],
      [null, 1],
    ],
  },
];

/** T1 60 and 40 minutes before the conversion, T2 15: weights by half-lives of 25 minutes. */
const [first = 0, second = 0, third = 0] = [60, 40, 15].map((minutes) => 2 ** (-minutes / 25));

const shownExamples: readonly Example[] = [
  {
    name: 'counts touches, conversions and rates',
    spec: earning(linear),
    read: ({ columns, rows }) => [
      columns.map(({ name }) => name),
      ...rows.map(([name, triggers, conversions, used, , rate]) => [name, triggers, conversions, used, rate]),
    ],
    expected: [
      ['touchpoint', 'triggers', 'conversions', 'triggersWithConversion', 'contribution', 'contributionRate'],
      ['1_T1', 3, 4, 3, 0.5556],
      ['2_T2', 2, 4, 2, 0.4444],
      ['(unattributed)', null, null, null, null],
    ],
  },
  {
    name: 'keeps a touchpoint that nothing touched',
    spec: earning({ type: 'last' }, { touchpoints: [{ event: 'T3', name: 'Nobody' }] }),
    read: ({ rows }) => rows,
    expected: [
      ['Nobody', 0, 4, 0, 0, null],
      ['(unattributed)', null, null, null, 4, null],
    ],
  },
  {
    name: 'halves the weight with every half-life',
    spec: earning({ type: 'timeDecay', halfLifeSeconds: 1500 }),
    read: ({ rows }) => rows[0]?.[4],
    expected: (first + second) / (first + second + third) + 1,
  },
  {
    name: 'answers with no rows when nothing happened',
    spec: earning({ type: 'last' }, { touchpoints: [{ event: 'x' }] }, { event: 'y' }),
    read: ({ rows }) => rows,
    expected: [],
  },
];

/** Explorations 6.4. */
export const exampleA1: ExampleSet = {
  title: 'A1: attribution',
  kind: 'attribution',
  corpus: {
    appId: 'a1',
    events: withIds([
      event('a', 'T1', '2024-03-04T09:00'),
      event('a', 'T1', '2024-03-04T09:20'),
      event('a', 'T2', '2024-03-04T09:45'),
      conversion('a', '2024-03-04T10:00', 100),
      event('a', 'T2', '2024-03-04T10:10'),
      conversion('a', '2024-03-04T10:30', 60),
      event('b', 'T1', '2024-03-04T23:50'),
      conversion('b', '2024-03-05T00:10', 40),
      conversion('c', '2024-03-04T12:00', 10),
    ]),
  },
  spec: { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' } },
  examples: [...modelExamples, ...windowExamples, ...shownExamples],
};
