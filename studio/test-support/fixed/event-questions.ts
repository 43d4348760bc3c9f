import { all, any, calendars, type FixedQuestion, fields, ranges, where } from './fixed-question.ts';

const { utc, berlin, berlinSunday, lordHowe, kathmandu } = calendars;
const { city, price, wholePrice, quantity, isNew, country, plan, age, firstVisit, sessionSource } = fields;

const counting = { type: 'eventCount' };
const people = { type: 'userCount' };

/** One metric for each filter, of one event. */
function filtered(...filters: readonly object[]): object {
  return { metrics: filters.map((filter) => ({ event: 'view', measure: counting, filter })) };
}
/** One metric for each measure, of one event. */
function measured(...measures: readonly object[]): object {
  return { metrics: measures.map((measure) => ({ event: 'buy', measure })) };
}
function question(
  name: string,
  calendar: FixedQuestion['calendar'],
  event: object,
  more: object = {},
): FixedQuestion {
  return { name, calendar, spec: { kind: 'event', time: ranges.spring, event, ...more } };
}

const operators: readonly FixedQuestion[] = [
  question(
    'operators of texts',
    utc,
    filtered(
      where(city, 'is_null'),
      where(city, 'is_not_null'),
      where(city, '=', "O'Brien"),
      where(city, '!=', 'Rome'),
      where(city, 'in', 'Ōsaka 😀', '\\', ''),
      where(city, 'not_in', 'Rome', 'rome'),
      where(city, 'contains', 'o'),
      where(city, 'contains', '_', '%'),
      where(city, 'not_contains', 'om', '\\'),
      where(city, 'contains', ''),
    ),
  ),
  question(
    'operators of numbers',
    utc,
    filtered(
      where(price, 'is_null'),
      where(price, 'is_not_null'),
      where(price, '=', 2),
      where(price, '!=', 2.5),
      where(price, '>', 2),
      where(price, '>=', 2),
      where(price, '<', 0),
      where(price, '<=', 0),
      where(price, 'in', 19.99, 10),
      where(price, 'not_in', 1, 2.5),
    ),
  ),
  question(
    'ranges, whole numbers, truth values and segments',
    utc,
    filtered(
      where(price, 'between', -3, 2),
      where(wholePrice, '>', 1),
      where(wholePrice, 'is_null'),
      where(quantity, 'in', 1, 3),
      where(isNew, 'is_true'),
      where(isNew, 'is_false'),
      where(fields.isOutbound, 'is_false'),
      { segment: ['s1', 's2'], operator: 'in' },
      { segment: ['s1', 's2'], operator: 'not_in' },
    ),
  ),
  question(
    'fields of events, sessions and users',
    berlin,
    filtered(
      all(where(country, '=', 'DE'), where(fields.width, '>', 1080)),
      any(where(fields.value, '<', 3), where(sessionSource, 'in', 'google', '')),
      any(where(sessionSource, 'is_null'), where(plan, '!=', 'pro')),
      all(where(age, '>=', 30), any(where(firstVisit, '=', '2024-03-30'), where(fields.userId, 'is_null'))),
    ),
    { filter: any(where(city, 'is_not_null'), { segment: ['s2'], operator: 'in' }) },
  ),
  question(
    'trees of filters',
    berlin,
    filtered(
      all(where(city, '!=', 'Rome'), any(where(price, '>', 0), { segment: ['s1'], operator: 'in' })),
      any(all(where(plan, '=', 'free'), where(isNew, 'is_true')), where(country, 'is_null')),
      all(),
      any(),
    ),
    { filter: { segment: ['s1'], operator: 'not_in' } },
  ),
  question('names with quotes, percent and backslash', utc, {
    metrics: [{ event: 'it\'s "odd" 50%_\\', label: "Ō'%_\\", measure: counting }],
  }),
];

const measures: readonly FixedQuestion[] = [
  question(
    'measures of a parameter',
    berlin,
    measured(
      counting,
      people,
      { type: 'eventsPerUser' },
      ...['sum', 'min', 'max', 'avg', 'median', 'sumPerUser'].map((type) => ({ type, field: price })),
      { type: 'percentile', field: price, p: 90 },
    ),
  ),
  question(
    'measures of whole numbers, preset columns and attributes',
    utc,
    measured(
      { type: 'sum', field: wholePrice },
      { type: 'avg', field: wholePrice },
      { type: 'median', field: quantity },
      { type: 'max', field: fields.width },
      { type: 'avg', field: fields.width },
      { type: 'sum', field: fields.value },
      { type: 'avg', field: age },
      { type: 'percentile', field: age, p: 0.1 },
    ),
    { granularity: 'week' },
  ),
  question(
    'distinct values of every type',
    utc,
    measured(
      ...[city, price, wholePrice, isNew, country, sessionSource, plan, firstVisit].map((field) => ({
        type: 'countDistinct',
        field,
      })),
    ),
    { granularity: 'month' },
  ),
];

const two = {
  metrics: [
    { event: 'view', measure: people },
    { event: 'buy', measure: counting },
  ],
};
const percentiles = {
  metrics: [
    { event: 'buy', measure: { type: 'percentile', field: price, p: 75 } },
    { event: 'view', measure: { type: 'sumPerUser', field: price } },
  ],
};
const groups: readonly FixedQuestion[] = [
  question('the largest groups and the others', utc, two, { groupBy: [city], topN: 2 }),
  question('groups by a percentile', berlin, percentiles, { groupBy: [country], topN: 1 }),
  question('groups by a truth value and a whole number', utc, two, { groupBy: [isNew, wholePrice], topN: 4 }),
  question('groups by a number', utc, two, { groupBy: [price], topN: 50, time: ranges.autumn }),
  question('groups by the session and the user', berlin, two, { groupBy: [sessionSource, plan], topN: 3 }),
  question('groups by a segment', utc, two, { groupBy: [fields.s1, country], filter: where(city, '!=', '') }),
  question('groups by three fields', kathmandu, two, {
    groupBy: [firstVisit, fields.isOutbound, fields.item],
    topN: 5,
    granularity: 'month',
    time: ranges.all,
  }),
];

const buckets: readonly FixedQuestion[] = [
  question('hours of a short night', berlin, two, { granularity: 'hour', time: ranges.shortNight }),
  question('hours of a long night', berlin, two, { granularity: 'hour', time: ranges.longNight }),
  question('hours of a night that is half an hour longer', lordHowe, two, {
    granularity: 'hour',
    time: { type: 'fixed', start: '2024-04-06', end: '2024-04-08' },
  }),
  question('hours of a night that is half an hour shorter', lordHowe, two, {
    granularity: 'hour',
    time: { type: 'fixed', start: '2024-10-05', end: '2024-10-07' },
  }),
  question('days around a long night', lordHowe, two),
  question('days at a quarter past', kathmandu, two, { time: ranges.autumn }),
  question('weeks from Monday', berlin, two, { granularity: 'week', time: ranges.all }),
  question('weeks from Sunday', berlinSunday, two, { granularity: 'week', time: ranges.all }),
  question('months', lordHowe, two, { granularity: 'month', time: ranges.all }),
  question('the weeks so far', berlinSunday, two, {
    time: { type: 'relative', lastN: 2, unit: 'week' },
    asOf: '2024-03-31T01:30:00Z',
  }),
  question('complete months', berlin, two, {
    time: { type: 'relative', lastN: 1, unit: 'month', complete: true },
    asOf: '2024-04-07T12:00:00Z',
    granularity: 'week',
  }),
  question('days without events', utc, two, {
    time: { type: 'fixed', start: '2023-01-01', end: '2023-01-03' },
  }),
];

/** Event analyses of the fixed shop. */
export const eventQuestions: readonly FixedQuestion[] = [...operators, ...measures, ...groups, ...buckets];
