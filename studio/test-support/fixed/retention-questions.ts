import { calendars, type FixedQuestion, fields, ranges, where } from './fixed-question.ts';

const { utc, berlin, berlinSunday, lordHowe } = calendars;
const { city, item, price, country, isNew, plan } = fields;

const pair = { start: { event: 'view' }, revisit: { event: 'buy' } };
const linked = (field: object) => ({
  start: { event: 'view', associate: field },
  revisit: { event: 'buy', associate: field },
});

function question(
  name: string,
  calendar: FixedQuestion['calendar'],
  retention: object,
  more: object = {},
): FixedQuestion {
  return {
    name,
    calendar,
    spec: { kind: 'retention', time: ranges.spring, retention: { pairs: [pair], ...retention }, ...more },
  };
}

/** Retention analyses of the fixed shop. */
export const retentionQuestions: readonly FixedQuestion[] = [
  question('days of the first cohort', utc, {}),
  question('strictly later', berlin, {
    strictAfter: true,
    pairs: [{ start: { event: 'view' }, revisit: { event: 'view' } }],
  }),
  question('every day as cohort', berlin, { cohort: 'each' }),
  question(
    'weeks as cohorts, those who left',
    berlinSunday,
    { cohort: 'each', show: 'attrition' },
    { granularity: 'week' },
  ),
  question('months', lordHowe, {}, { granularity: 'month', time: ranges.all }),
  question('the same item', utc, { pairs: [linked(item)], cohort: 'each' }),
  question('the same number, strictly later', utc, {
    pairs: [linked(price), linked(isNew)],
    strictAfter: true,
  }),
  question('groups', utc, {}, { groupBy: [city], topN: 3 }),
  question(
    'groups of each week, linked',
    berlin,
    { cohort: 'each', pairs: [linked(item)] },
    { groupBy: [country, plan], topN: 2, granularity: 'week' },
  ),
  question(
    'several pairs with filters',
    utc,
    {
      pairs: [
        { ...pair, label: "Ō'%" },
        { start: { event: 'view', filter: where(price, '>', 0) }, revisit: { event: '_page_view' } },
        { start: { event: 'nothing' }, revisit: { event: 'view' } },
      ],
    },
    { filter: { segment: ['s2'], operator: 'not_in' } },
  ),
  question('days that are still to come', lordHowe, { cohort: 'each' }, { asOf: '2024-04-06T14:45:00Z' }),
];
