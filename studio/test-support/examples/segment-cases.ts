import { parseSegmentSpec, type SegmentSpec } from '../../segments/segment-spec.ts';
import { type Corpus, event, numberValue, textValue, withIds } from '../corpus.ts';
import type { OraclePlace } from '../oracle/segment-oracle.ts';

/** Segments and their members over one corpus, whose `appId` is no other set's. */
export interface SegmentExampleSet {
  readonly corpus: Corpus & { readonly appId: string };
  readonly place: OraclePlace;
  /** What it shows, the segment, and its members in order, separated by spaces. */
  readonly cases: readonly (readonly [string, SegmentSpec, string])[];
}

const buy = (pseudo: string, day: string, times = 1, more: object = {}) =>
  Array.from({ length: times }, (_, index) => event(pseudo, 'buy', `${day}T1${index}:00`, more));
const at = (pseudo: string, name: string, time: string, session: string | null, more: object = {}) =>
  event(pseudo, name, `2024-03-05T${time}`, { session, ...more });

const corpus: Corpus & { readonly appId: string } = {
  appId: 's1',
  events: withIds([
    ...buy('k', '2024-03-04', 2),
    ...buy('k', '2024-03-05'),
    ...buy('k', '2024-03-06'),
    ...buy('k', '2024-03-08'),
    ...buy('l', '2024-03-04'),
    ...buy('l', '2024-03-06'),
    ...buy('m', '2024-03-05', 3),
    // Outside the range, of a bot, and of somebody without a row in the user table.
    ...buy('n', '2024-03-03', 2),
    ...buy('n', '2024-03-09'),
    ...buy('n', '2024-03-05', 2, { isBot: true }),
    ...buy('q', '2024-03-05', 4),
    at('x', 'view', '09:00', 's1'),
    at('x', 'purchase', '09:10', 's2'),
    at('y', 'view', '09:00', 's5'),
    at('y', 'purchase', '09:00', 's5', { seq: 1 }),
    at('z', 'view', '09:00', 's9'),
    at('z', '_user_engagement', '09:01', 's9'),
    at('z', 'purchase', '09:02', 's9'),
    at('w', 'view', '09:00', 's7'),
    at('w', 'share', '09:01', 's7'),
    at('w', 'purchase', '09:02', 's7'),
    // Direct only where the other session's event does not count.
    at('v', 'view', '09:00', 's7'),
    at('v', 'share', '09:01', 's8'),
    at('v', 'purchase', '09:02', 's7'),
    at('v', 'view', '09:03', null),
    at('k', 'pay', '09:00', null, { parameters: { price: numberValue(10) } }),
    at('k', 'pay', '09:01', null, { parameters: { price: numberValue(30) } }),
    at('l', 'pay', '09:00', null, { parameters: { price: textValue('10') } }),
    at('m', 'pay', '09:00', null, { parameters: { price: numberValue(-5), "it's": textValue('50%') } }),
  ]),
  users: [
    { pseudo: 'k', userId: 'K', attributes: { tier: textValue('gold') } },
    { pseudo: 'l', userId: null, attributes: { tier: textValue('') } },
    { pseudo: 'm', userId: null, columns: { first_traffic_source: 'mail' } },
    ...['n', 'v', 'w', 'x', 'y', 'z'].map((pseudo) => ({ pseudo, userId: null })),
  ],
  segments: { vip: ['k', 'n', 'gone'], none: [] },
};

const done = (metric: object, operator: string, ...value: number[]) => ({
  type: 'userEvent',
  done: true,
  event: { event: 'buy' },
  metric,
  operator,
  value,
});
const total = (operator: string, ...value: number[]) => done({ type: 'total' }, operator, ...value);
const days = (type: string, operator: string, ...value: number[]) => done({ type }, operator, ...value);
const pay = (type: string, operator: string, ...value: number[]) => ({
  ...done({ type, field: { category: 'event', name: 'price', type: 'number' } }, operator, ...value),
  event: { event: 'pay' },
});
const sequence = (inOneSession: boolean, direct: boolean, ...names: string[]) => ({
  type: 'sequence',
  done: true,
  events: names.map((name) => ({ event: name })),
  inOneSession,
  direct,
});
const tier = (has: boolean, operator: string, ...value: string[]) => ({
  type: 'userAttribute',
  has,
  field: { category: 'user', name: 'tier', type: 'string' },
  operator,
  ...(value.length === 0 ? {} : { value }),
});
const inSegment = (segmentId: string, isIn: boolean) => ({ type: 'inSegment', in: isIn, segmentId });
const not = (condition: object) => ({ ...condition, done: false });
const buyers = 'k l m';
const everyone = 'k l m n v w x y z';

const range = { type: 'fixed', start: '2024-03-04', end: '2024-03-08' };
function segment(conditions: readonly object[], op = 'and', group: object = { range }): SegmentSpec {
  return parseSegmentSpec({
    version: 1,
    name: 'Example',
    projectId: 'first',
    appId: corpus.appId,
    criteria: { op: 'and', groups: [{ op: 'and', filters: [{ op, conditions }], ...group }] },
    refresh: { type: 'manual' },
  });
}

const cases: readonly (readonly [string, SegmentSpec, string])[] = [
  ['S1: has done buy, total ≥ 3', segment([total('>=', 3)]), 'k m'],
  ['S1: has not done buy, total ≥ 3', segment([not(total('>=', 3))]), 'l n v w x y z'],
  ['S1: days having event = 2', segment([days('daysHavingEvent', '=', 2)]), 'l'],
  ['S1: consecutive days = 3', segment([days('consecutiveDays', '=', 3)]), 'k'],
  ['S1: consecutive days ≥ 1', segment([days('consecutiveDays', '>=', 1)]), buyers],
  ['S1: times per day ≥ 1', segment([days('timesPerDay', '>=', 1)]), ''],
  ['S1: times per day between 0 and 3', segment([days('timesPerDay', 'between', 0, 3)]), buyers],
  ['S1: total ≥ 3 and not days = 1', segment([total('>=', 3), not(days('daysHavingEvent', '=', 1))]), 'k'],
  ['S1: view, buy in a session', segment([sequence(true, false, 'view', 'purchase')]), 'v w z'],
  ['S1: view, buy across sessions', segment([sequence(false, false, 'view', 'purchase')]), 'v w x z'],
  ['S1: view, buy directly in a session', segment([sequence(true, true, 'view', 'purchase')]), 'v z'],
  ['S1: view, buy directly across sessions', segment([sequence(false, true, 'view', 'purchase')]), 'x z'],
  ['total = 0 matches nobody', segment([total('=', 0)]), ''],
  ['total < 1, not done: everyone', segment([not(total('<', 1))]), everyone],
  ['total != 5', segment([total('!=', 5)]), 'l m'],
  ['consecutive days != 1: a run of another length', segment([days('consecutiveDays', '!=', 1)]), 'k'],
  ['times per day < 3', segment([days('timesPerDay', '<', 3)]), 'k l'],
  ['times per day != 0', segment([days('timesPerDay', '!=', 0)]), ''],
  [
    'times per day ≥ 1 on the one day that it is asked about',
    segment([days('timesPerDay', '>=', 1)], 'and', {
      range: { type: 'fixed', start: '2024-03-06', end: '2024-03-06' },
    }),
    'k l',
  ],
  ['sum of numbers, texts are none', segment([pay('sum', '>', -100)]), 'k m'],
  ['sum', segment([pay('sum', '=', 40)]), 'k'],
  ['min', segment([pay('min', '<=', 10)]), 'k m'],
  ['max', segment([pay('max', '>', 10)]), 'k'],
  ['avg', segment([pay('avg', 'between', 19.5, 20.5)]), 'k'],
  ['avg != lets no one without a value in', segment([pay('avg', '!=', 20)]), 'm'],
  ['distinct values, none is 0', segment([pay('countDistinct', '<', 1)]), 'l'],
  ['distinct values', segment([pay('countDistinct', '=', 2)]), 'k'],
  [
    'an event filter with quotes and percent',
    segment([
      {
        ...total('>=', 1),
        event: {
          event: 'pay',
          filter: {
            op: 'and',
            children: [
              { field: { category: 'event', name: "it's", type: 'string' }, operator: '=', value: ['50%'] },
            ],
          },
        },
      },
    ]),
    'm',
  ],
  [
    'an event filter on a segment',
    segment([
      { ...total('>=', 1), event: { event: 'buy', filter: { segment: ['vip'], operator: 'not_in' } } },
    ]),
    'l m',
  ],
  ['a sequence of one event twice', segment([sequence(false, false, 'buy', 'buy', 'buy')]), 'k m'],
  [
    'a preset event that is named counts',
    segment([sequence(true, true, 'view', '_user_engagement', 'purchase')]),
    'z',
  ],
  ['is', segment([tier(true, '=', 'gold')]), 'k'],
  ['is not', segment([tier(false, '=', 'gold')]), 'l m n v w x y z'],
  ['is null; empty text is a value', segment([tier(true, 'is_null')]), 'm n v w x y z'],
  ['is not null, negated', segment([tier(false, 'is_null')]), 'k l'],
  [
    'a preset attribute',
    segment([
      {
        type: 'userAttribute',
        has: true,
        field: { category: 'user_outer', name: 'first_traffic_source', type: 'string' },
        operator: 'contains',
        value: ['ai'],
      },
    ]),
    'm',
  ],
  ['in a segment', segment([inSegment('vip', true)]), 'k n'],
  ['not in a segment', segment([inSegment('vip', false)]), 'l m v w x y z'],
  ['in an empty segment', segment([inSegment('none', true)]), ''],
  ['any of', segment([total('>=', 4), tier(true, '=', ''), inSegment('vip', true)], 'or'), 'k l n'],
  ['the last 7 days by default', segment([total('>=', 1)], 'and', {}), 'k l m n'],
  [
    'the last 5 days with today',
    segment([total('>=', 1)], 'and', { range: { type: 'relative', lastN: 5, unit: 'day' } }),
    'k l n',
  ],
  [
    'the last hours roll',
    segment([total('>=', 1)], 'and', { range: { type: 'relative', lastN: 26, unit: 'hour' } }),
    'n',
  ],
  [
    'exact times',
    segment([total('>=', 1)], 'and', {
      range: { type: 'fixed', start: '2024-03-05T11:00Z', end: '2024-03-05T13:00+01:00' },
    }),
    'm',
  ],
];

/** Explorations 7.4, and every kind of condition beside it. */
export const exampleS1: SegmentExampleSet = {
  corpus,
  place: {
    calendar: { timeZone: 'UTC', weekStart: 'monday' },
    asOfMs: Date.parse('2024-03-10T12:00:00Z'),
  },
  cases,
};
