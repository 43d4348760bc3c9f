import { calendars, type FixedQuestion, fields, ranges, where } from './fixed-question.ts';

const { utc, berlin, lordHowe, kathmandu } = calendars;
const value = { type: 'sum', field: fields.price };

function question(
  name: string,
  calendar: FixedQuestion['calendar'],
  attribution: object,
  more: object = {},
): FixedQuestion {
  const asked = {
    goal: { event: 'buy', value },
    touchpoints: [{ event: 'view' }, { event: 'search', name: "Ō'%" }, { event: 'nothing' }],
    model: { type: 'linear' },
    ...attribution,
  };
  return { name, calendar, spec: { kind: 'attribution', time: ranges.spring, attribution: asked, ...more } };
}

/** Attribution analyses of the fixed shop. */
export const attributionQuestions: readonly FixedQuestion[] = [
  question('first touch', utc, { model: { type: 'first' } }),
  question('last touch, counted', berlin, { goal: { event: 'buy' }, model: { type: 'last' } }),
  question('all touches alike', utc, {}),
  question('by position', utc, { model: { type: 'position' } }),
  question('by other positions', berlin, { model: { type: 'position', weights: [0.1, 0.7, 0.2] } }),
  question('the later the more', utc, { model: { type: 'timeDecay', halfLifeSeconds: 600 } }),
  question('within exactly ten minutes', utc, { window: { type: 'custom', seconds: 600 } }),
  question('on the same short or long day', lordHowe, {
    window: { type: 'sameDay' },
    model: { type: 'first' },
  }),
  question('in the same session', utc, { window: { type: 'session' }, model: { type: 'last' } }),
  question(
    'touches before the range, in several definitions',
    kathmandu,
    {
      touchpoints: [
        { event: 'view' },
        { event: 'view', filter: where(fields.city, 'is_not_null') },
        { event: 'buy', filter: where(fields.price, '<', 0) },
      ],
      goal: { event: 'buy', filter: where(fields.price, '>=', 0), value },
      window: { type: 'custom', seconds: 604_800 },
    },
    { time: ranges.shortNight },
  ),
  question('of a segment', utc, { goal: { event: 'add' } }, { filter: { segment: ['s1'], operator: 'in' } }),
];
