import type { AnalysisResult } from '../../result/analysis-result.ts';
import { event, textValue, withIds } from '../corpus.ts';
import type { Example, ExampleSet } from './example.ts';

const days = (pseudo: string, name: string, ...list: readonly string[]) =>
  list.map((day, index) => event(pseudo, name, `${day}T1${index}:00`));

/** Values of some columns, by their names. */
const only =
  (...names: readonly string[]) =>
  ({ columns, rows }: AnalysisResult) => {
    const places = names.map((name) => columns.findIndex((column) => column.name === name));
    return rows.map((row) => places.map((place) => row[place]));
  };
const cells = only('bucket', 'cohort_users', 'retained_users', 'rate');
const triangle = only('cohort_bucket', 'offset', 'cohort_users', 'retained_users', 'rate');

const pairs = [{ start: { event: 'login' }, revisit: { event: 'buy' } }];
const weeks = { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-17' }, granularity: 'week' };

const r1Examples: readonly Example[] = [
  {
    name: 'follows the users of the first day',
    spec: { retention: { pairs } },
    read: (result) => [result.columns.map(({ name }) => name), ...cells(result)],
    expected: [
      ['pair', 'cohort_bucket', 'bucket', 'offset', 'cohort_users', 'retained_users', 'rate'],
      ['2024-03-04', 4, 1, 0.25],
      ['2024-03-05', 4, 2, 0.5],
      ['2024-03-06', 4, 2, 0.5],
      ['2024-03-07', 4, 0, 0],
    ],
  },
  {
    name: 'follows the users of each day',
    spec: { retention: { pairs, cohort: 'each' } },
    read: (result) => triangle(result).filter(([cohort]) => cohort === '2024-03-05'),
    expected: [
      ['2024-03-05', 0, 1, 1, 1],
      ['2024-03-05', 1, 1, 0, 0],
      ['2024-03-05', 2, 1, 0, 0],
    ],
  },
  {
    name: 'leaves days that are still to come blank',
    spec: { retention: { pairs }, asOf: '2024-03-05T12:00:00Z' },
    read: (result) => ({ cells: cells(result), partial: result.partialBuckets }),
    expected: {
      cells: [
        ['2024-03-04', 4, 1, 0.25],
        ['2024-03-05', 4, 2, 0.5],
        ['2024-03-06', 4, null, null],
        ['2024-03-07', 4, null, null],
      ],
      partial: ['2024-03-05', '2024-03-06', '2024-03-07'],
    },
  },
  {
    name: 'takes the whole first week for the cohort',
    spec: { ...weeks, retention: { pairs } },
    read: cells,
    expected: [
      ['2024-03-04', 5, 4, 0.8],
      ['2024-03-11', 5, 0, 0],
    ],
  },
  {
    name: 'shows those who left when asked to',
    spec: { retention: { pairs, show: 'attrition' } },
    read: only('bucket', 'retained_users', 'rate'),
    expected: [
      ['2024-03-04', 1, 0.75],
      ['2024-03-05', 2, 0.5],
      ['2024-03-06', 2, 0.5],
      ['2024-03-07', 0, 1],
    ],
  },
];

/** Explorations 5.4. */
export const exampleR1: ExampleSet = {
  title: 'R1: retention',
  kind: 'retention',
  corpus: {
    appId: 'r1',
    events: withIds([
      ...days('u1', 'login', '2024-03-04'),
      ...days('u1', 'buy', '2024-03-04', '2024-03-05'),
      ...days('u2', 'login', '2024-03-04', '2024-03-04'),
      ...days('u2', 'buy', '2024-03-06'),
      ...days('u3', 'login', '2024-03-04'),
      ...days('u3', 'buy', '2024-03-05', '2024-03-06'),
      ...days('u4', 'login', '2024-03-04'),
      ...days('u5', 'login', '2024-03-05'),
      ...days('u5', 'buy', '2024-03-05'),
    ]),
  },
  spec: { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-07' } },
  examples: r1Examples,
};

const of = (pseudo: string, name: string, day: string, item: string | null) =>
  event(pseudo, name, `${day}T10:00`, { parameters: item === null ? {} : { item: textValue(item) } });
const item = { category: 'event', name: 'item', type: 'string' };

/** Explorations 5.5. */
export const exampleR2: ExampleSet = {
  title: 'R2: retention with an associated field',
  kind: 'retention',
  corpus: {
    appId: 'r2',
    events: withIds([
      of('a', 'view', '2024-03-04', 'x'),
      of('a', 'view', '2024-03-04', 'y'),
      of('a', 'buy', '2024-03-05', 'y'),
      of('b', 'view', '2024-03-04', 'x'),
      of('b', 'buy', '2024-03-05', 'z'),
      of('c', 'view', '2024-03-04', null),
      of('c', 'buy', '2024-03-05', null),
    ]),
  },
  spec: { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' } },
  examples: [
    {
      name: 'retains only who comes back for the same item',
      spec: {
        retention: {
          pairs: [{ start: { event: 'view', associate: item }, revisit: { event: 'buy', associate: item } }],
        },
      },
      read: cells,
      expected: [
        ['2024-03-04', 3, 0, 0],
        ['2024-03-05', 3, 1, 0.3333],
      ],
    },
  ],
};
