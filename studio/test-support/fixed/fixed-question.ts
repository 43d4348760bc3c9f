import type { Calendar } from '../../time/time-range.ts';

/** A question about the fixed shop. */
export interface FixedQuestion {
  /** What it is about, in words. */
  readonly name: string;
  readonly calendar: Calendar;
  /** The spec's JSON beside `version`, `projectId` and `appId`. */
  readonly spec: object;
}

/** Calendars of apps; the nights that matter are in the shop. */
export const calendars = {
  utc: { timeZone: 'UTC', weekStart: 'monday' },
  berlin: { timeZone: 'Europe/Berlin', weekStart: 'monday' },
  berlinSunday: { timeZone: 'Europe/Berlin', weekStart: 'sunday' },
  lordHowe: { timeZone: 'Australia/Lord_Howe', weekStart: 'monday' },
  kathmandu: { timeZone: 'Asia/Kathmandu', weekStart: 'sunday' },
} as const satisfies Readonly<Record<string, Calendar>>;

/** Fixed ranges: the days that left the hot tables, those that did not, and all of them. */
export const ranges = {
  spring: { type: 'fixed', start: '2024-03-30', end: '2024-04-08' },
  autumn: { type: 'fixed', start: '2024-10-04', end: '2024-10-28' },
  all: { type: 'fixed', start: '2024-03-01', end: '2024-10-31' },
  shortNight: { type: 'fixed', start: '2024-03-30', end: '2024-03-31' },
  longNight: { type: 'fixed', start: '2024-10-26', end: '2024-10-27' },
} as const;

/** Fields of every category and type. */
export const fields = {
  city: { category: 'event', name: 'city', type: 'string' },
  item: { category: 'event', name: 'item', type: 'string' },
  price: { category: 'event', name: 'price', type: 'number' },
  wholePrice: { category: 'event', name: 'price', type: 'int' },
  quantity: { category: 'event', name: 'quantity', type: 'double' },
  isNew: { category: 'event', name: 'is "new"', type: 'boolean' },
  country: { category: 'event_outer', name: 'geo_country', type: 'string' },
  width: { category: 'event_outer', name: 'device_screen_width', type: 'int' },
  value: { category: 'event_outer', name: 'event_value', type: 'number' },
  isOutbound: { category: 'event_outer', name: 'outbound_link', type: 'boolean' },
  sessionSource: { category: 'event_outer', name: 'session_source', type: 'string' },
  plan: { category: 'user', name: 'plan', type: 'string' },
  age: { category: 'user', name: 'age', type: 'number' },
  firstVisit: { category: 'user_outer', name: 'first_visit_date', type: 'string' },
  userId: { category: 'user_outer', name: 'user_id', type: 'string' },
  s1: { category: 'segment', name: 's1' },
} as const;

/** A condition. */
export function where(field: object, operator: string, ...value: readonly (string | number)[]): object {
  return { field, operator, ...(value.length === 0 ? {} : { value }) };
}
/** Several conditions. */
export function all(...children: readonly object[]): object {
  return { op: 'and', children };
}
/** Several conditions, one of which is enough. */
export function any(...children: readonly object[]): object {
  return { op: 'or', children };
}
