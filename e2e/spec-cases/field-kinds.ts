import type { SpecCase } from './spec-case.ts';

const attribute = (name: string, value: unknown) => ({ attributes: { [name]: value } });

const booleans: readonly [sent: unknown, stored: boolean | null][] = [
  ['1', true],
  [1, true],
  ['0', false],
  [0, false],
  ['', null],
  [null, null],
  ['null', null],
  ['true', true],
  ['TRUE', true],
  [true, true],
  [false, false],
  ['false', false],
  ['yes', false],
  [2, false],
];

const tolerantIntegers: readonly [sent: unknown, stored: number | null][] = [
  [200123, 200123],
  ['200123', 200123],
  ['-5', -5],
  [12.5, null],
  ['12.5', null],
  ['80a', null],
  ['', null],
  ['+5', null],
  ['1e3', null],
  [null, null],
  [true, null],
];

const strictIntegers: readonly [sent: unknown, stored: number | null][] = [
  [12, 12],
  ['12', 12],
  [12.9, 12],
  [-12.9, -12],
  ['', null],
  [null, null],
];

const texts: readonly [sent: unknown, stored: string | null][] = [
  ['x', 'x'],
  [5, '5'],
  [true, 'true'],
  [false, 'false'],
  [null, null],
  ['', ''],
];

/** `processing.md` 4: what each kind of field takes, and what quarantines the event. */
export const fieldKindCases: readonly SpecCase[] = [
  ...booleans.map(([sent, stored]) => ({
    rule: `4: _entrances ${JSON.stringify(sent)} is ${stored}`,
    event: attribute('_entrances', sent),
    row: { screen_view_entrances: stored, page_view_entrances: stored },
  })),
  ...tolerantIntegers.map(([sent, stored]) => ({
    rule: `4: _session_duration ${JSON.stringify(sent)} is ${stored}`,
    event: attribute('_session_duration', sent),
    row: { session_duration: stored },
  })),
  ...strictIntegers.map(([sent, stored]) => ({
    rule: `4: _engagement_time_msec ${JSON.stringify(sent)} is ${stored}`,
    event: { event_type: '_scroll', ...attribute('_engagement_time_msec', sent) },
    row: { scroll_engagement_time_msec: stored },
  })),
  ...['abc', '12.9', '1a'].map((sent) => ({
    rule: `4: _previous_timestamp ${JSON.stringify(sent)} quarantines, on any event`,
    event: attribute('_previous_timestamp', sent),
    rejected: 'event_field_shape',
  })),
  ...texts.map(([sent, stored]) => ({
    rule: `4: brand ${JSON.stringify(sent)} is the text ${JSON.stringify(stored)}`,
    event: { brand: sent },
    row: { device_mobile_brand_name: stored },
  })),
  ...[{}, [], { a: 1 }].map((sent) => ({
    rule: `4: ${JSON.stringify(sent)} in a text field quarantines`,
    event: { brand: sent },
    rejected: 'event_field_shape',
  })),
  {
    rule: '4: the same in an attribute',
    event: attribute('_page_title', { a: 1 }),
    rejected: 'event_field_shape',
  },
  {
    rule: '4: event_value takes a number',
    event: { event_value: 12.5 },
    row: { event_value: 12.5, event_value_currency: 'USD' },
  },
  {
    rule: '4: event_value takes numeric text',
    event: { event_value: '12.5', currency: 'EUR' },
    row: { event_value: 12.5, event_value_currency: 'EUR' },
  },
  {
    rule: '4: an empty event_value is null, and then the currency is null',
    event: { event_value: '', currency: 'EUR' },
    row: { event_value: null, event_value_currency: null },
  },
  {
    rule: '4: other text as event_value quarantines',
    event: { event_value: 'much' },
    rejected: 'event_field_shape',
  },
  {
    rule: '4: a currency without a value is dropped',
    event: { event_value_currency: 'EUR' },
    row: { event_value: null, event_value_currency: null, custom_parameters: null },
  },
  {
    rule: '4: value 0 is a value',
    event: { event_value: 0 },
    row: { event_value: 0, event_value_currency: 'USD' },
  },
];
