import type { EventSeries } from '../../analyses/event/event-series.ts';
import type { AnalysisResult } from '../../result/analysis-result.ts';
import { event, numberValue, textValue, withIds } from '../corpus.ts';
import type { Example, ExampleSet } from './example.ts';

const seriesOf = ({ chart }: AnalysisResult) => (chart as { readonly series: readonly EventSeries[] }).series;
/** Points and total of each series. */
const values = (result: AnalysisResult) => seriesOf(result).map(({ points, total }) => [...points, total]);
/** Total of each group, in order. */
const groupTotals = (result: AnalysisResult) => seriesOf(result).map(({ group, total }) => [group, total]);
/** Buckets that have something, with their value. */
const filledBuckets = ({ rows }: AnalysisResult) =>
  rows.filter((row) => row.at(-1) !== 0).map((row) => [row[0], row.at(-1)]);

const buy = (pseudo: string, time: string, price: number | null, city: string | null) =>
  event(pseudo, 'buy', time, {
    parameters: {
      ...(price === null ? {} : { price: numberValue(price) }),
      ...(city === null ? {} : { city: textValue(city) }),
    },
  });
const price = { category: 'event', name: 'price', type: 'number' };
const city = { category: 'event', name: 'city', type: 'string' };
const counting = (measure: object) => ({ event: { metrics: [{ event: 'buy', measure }] } });

const measures: readonly (readonly [object, readonly number[]])[] = [
  [{ type: 'eventCount' }, [3, 2, 5]],
  [{ type: 'userCount' }, [2, 2, 3]],
  [{ type: 'sum', field: price }, [40, 60, 100]],
  [{ type: 'avg', field: price }, [20, 30, 25]],
  [{ type: 'median', field: price }, [20, 30, 25]],
  [{ type: 'percentile', field: price, p: 25 }, [15, 25, 17.5]],
  [{ type: 'min', field: price }, [10, 20, 10]],
  [{ type: 'max', field: price }, [30, 40, 40]],
  [{ type: 'eventsPerUser' }, [1.5, 1, 5 / 3]],
  [{ type: 'sumPerUser', field: price }, [40, 30, 50]],
  [{ type: 'countDistinct', field: city }, [1, 2, 2]],
];

/** Explorations 2.4: Rome, Oslo and null. */
export const exampleE1: ExampleSet = {
  title: 'E1: measures of an event analysis',
  kind: 'event',
  corpus: {
    appId: 'e1',
    events: withIds([
      buy('a', '2024-03-04T09:00', 10, 'Rome'),
      buy('a', '2024-03-04T10:00', 30, 'Rome'),
      buy('b', '2024-03-04T11:00', null, null),
      buy('a', '2024-03-05T09:00', 20, 'Oslo'),
      buy('c', '2024-03-05T10:00', 40, 'Rome'),
    ]),
  },
  spec: { time: { type: 'fixed', start: '2024-03-04', end: '2024-03-05' } },
  examples: [
    ...measures.map(
      ([measure, expected]): Example => ({
        name: `counts ${JSON.stringify(measure)}`,
        spec: counting(measure),
        read: values,
        expected: [expected],
      }),
    ),
    {
      name: 'counts a user of two days once in the week',
      spec: { ...counting({ type: 'userCount' }), granularity: 'week' },
      read: values,
      expected: [[3, 3]],
    },
    {
      name: 'shows null as (not set) and ranks groups by the total',
      spec: { ...counting({ type: 'eventCount' }), groupBy: [city] },
      read: groupTotals,
      expected: [
        ['Rome', 3],
        ['(not set)', 1],
        ['Oslo', 1],
      ],
    },
    {
      name: 'counts what is beyond the shown groups anew',
      spec: { ...counting({ type: 'userCount' }), groupBy: [city], topN: 1 },
      read: groupTotals,
      expected: [
        ['Rome', 2],
        ['(other)', 2],
      ],
    },
    {
      name: 'lets null pass a condition with !=',
      spec: {
        ...counting({ type: 'eventCount' }),
        filter: { field: city, operator: '!=', value: ['Rome'] },
      },
      read: values,
      expected: [[1, 1, 2]],
    },
  ],
};

const localBuckets: readonly (readonly [string, string])[] = [
  ['day', '2024-03-05'],
  ['week', '2024-03-04'],
  ['month', '2024-03-01'],
];
const march = { time: { type: 'fixed', start: '2024-03-01', end: '2024-03-31' } };

/** Explorations 2.5: Tokyo's days. */
export const exampleE2: ExampleSet = {
  title: 'E2: local days',
  kind: 'event',
  corpus: {
    appId: 'e2',
    events: withIds([
      event('a', 'night', '2024-03-04T16:30Z'),
      event('a', 'edge', '2024-03-04T14:59:59.999Z'),
      event('a', 'edge', '2024-03-04T15:00Z'),
      event('a', 'edge', '2024-03-05T14:59:59.999Z'),
      event('a', 'edge', '2024-03-05T15:00Z'),
    ]),
  },
  spec: {},
  examples: [
    ...localBuckets.map(
      ([granularity, bucket]): Example => ({
        name: `puts 16:30 UTC into the local ${granularity}`,
        timeZone: 'Asia/Tokyo',
        spec: {
          ...march,
          granularity,
          event: { metrics: [{ event: 'night', measure: { type: 'eventCount' } }] },
        },
        read: filledBuckets,
        expected: [[bucket, 1]],
      }),
    ),
    {
      name: 'names the local hour',
      timeZone: 'Asia/Tokyo',
      spec: {
        ...march,
        granularity: 'hour',
        event: { metrics: [{ event: 'night', measure: { type: 'eventCount' } }] },
      },
      read: filledBuckets,
      expected: [['2024-03-05 01:00', 1]],
    },
    {
      name: 'takes the first instant of a local day and not the first of the next',
      timeZone: 'Asia/Tokyo',
      spec: {
        time: { type: 'fixed', start: '2024-03-05', end: '2024-03-05' },
        event: { metrics: [{ event: 'edge', measure: { type: 'eventCount' } }] },
      },
      read: values,
      expected: [[2, 2]],
    },
  ],
};
