import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Granularity, TimeScope } from '../spec/time-scope.ts';
import { bucketsOf } from './buckets.ts';
import { resolveRange, type WeekStart } from './time-range.ts';

interface Case {
  readonly says: string;
  readonly time: TimeScope;
  readonly timeZone: string;
  readonly granularity: Granularity;
  readonly asOf: string;
  readonly weekStart?: WeekStart;
  readonly from: string;
  readonly to: string;
  readonly keys: readonly string[];
  readonly partial?: readonly string[];
}

const cases: readonly Case[] = [
  {
    says: 'a day of Tokyo begins at 15:00Z the day before (worked example E2)',
    time: { type: 'fixed', start: '2024-03-05', end: '2024-03-05' },
    timeZone: 'Asia/Tokyo',
    granularity: 'day',
    asOf: '2024-04-01T00:00:00Z',
    from: '2024-03-04T15:00:00.000Z',
    to: '2024-03-05T15:00:00.000Z',
    keys: ['2024-03-05'],
  },
  {
    says: 'weeks that the range clips are partial',
    time: { type: 'fixed', start: '2024-03-05', end: '2024-03-17' },
    timeZone: 'UTC',
    granularity: 'week',
    asOf: '2024-04-01T00:00:00Z',
    from: '2024-03-05T00:00:00.000Z',
    to: '2024-03-18T00:00:00.000Z',
    keys: ['2024-03-04', '2024-03-11'],
    partial: ['2024-03-04'],
  },
  {
    says: 'weeks may begin on Sunday',
    time: { type: 'fixed', start: '2024-03-04', end: '2024-03-10' },
    timeZone: 'UTC',
    granularity: 'week',
    weekStart: 'sunday',
    asOf: '2024-04-01T00:00:00Z',
    from: '2024-03-04T00:00:00.000Z',
    to: '2024-03-11T00:00:00.000Z',
    keys: ['2024-03-03', '2024-03-10'],
    partial: ['2024-03-03', '2024-03-10'],
  },
  {
    says: 'last 1 week is this week so far, its last day unfinished',
    time: { type: 'relative', lastN: 1, unit: 'week' },
    timeZone: 'UTC',
    granularity: 'day',
    asOf: '2024-03-06T10:00:00Z',
    from: '2024-03-04T00:00:00.000Z',
    to: '2024-03-06T10:00:00.001Z',
    keys: ['2024-03-04', '2024-03-05', '2024-03-06'],
    partial: ['2024-03-06'],
  },
  {
    says: 'complete leaves the running unit out',
    time: { type: 'relative', lastN: 2, unit: 'day', complete: true },
    timeZone: 'UTC',
    granularity: 'day',
    asOf: '2024-03-06T10:00:00Z',
    from: '2024-03-04T00:00:00.000Z',
    to: '2024-03-06T00:00:00.000Z',
    keys: ['2024-03-04', '2024-03-05'],
  },
  {
    says: 'months of the app, first and last clipped',
    time: { type: 'fixed', start: '2024-01-31', end: '2024-03-01' },
    timeZone: 'America/New_York',
    granularity: 'month',
    asOf: '2024-04-01T00:00:00Z',
    from: '2024-01-31T05:00:00.000Z',
    to: '2024-03-02T05:00:00.000Z',
    keys: ['2024-01-01', '2024-02-01', '2024-03-01'],
    partial: ['2024-01-01', '2024-03-01'],
  },
];

describe('buckets', () => {
  for (const {
    says,
    time,
    timeZone,
    granularity,
    asOf,
    weekStart = 'monday',
    from,
    to,
    keys,
    partial = [],
  } of cases) {
    it(says, () => {
      const calendar = { timeZone, weekStart };
      const range = resolveRange(time, calendar, Date.parse(asOf));
      assert.deepEqual(
        [new Date(range.fromMs).toISOString(), new Date(range.toMs).toISOString()],
        [from, to],
      );
      const buckets = bucketsOf(range, granularity, calendar, Date.parse(asOf));
      assert.deepEqual(
        buckets.map(({ key }) => key),
        keys,
      );
      assert.deepEqual(
        buckets.filter((bucket) => bucket.partial).map(({ key }) => key),
        partial,
      );
    });
  }

  const hoursOf = (day: string) => {
    const calendar = { timeZone: 'Europe/Berlin', weekStart: 'monday' } as const;
    const range = resolveRange({ type: 'fixed', start: day, end: day }, calendar, 0);
    return bucketsOf(range, 'hour', calendar, Date.parse('2030-01-01T00:00:00Z'));
  };

  it('have no hour that spring skips', () => {
    const keys = hoursOf('2026-03-29').map(({ key }) => key);
    assert.equal(keys.length, 23);
    assert.ok(!keys.includes('2026-03-29 02:00'));
  });

  it('hold both hours that autumn repeats as one', () => {
    const hours = hoursOf('2026-10-25');
    assert.equal(hours.length, 24);
    const repeated = hours.find(({ key }) => key === '2026-10-25 02:00');
    assert.equal(((repeated?.endMs ?? 0) - (repeated?.startMs ?? 0)) / 3_600_000, 2);
    assert.deepEqual(
      hours.filter(({ partial }) => partial),
      [],
    );
  });
});
