import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CompareScope } from '../spec/compare-scope.ts';
import { compareRange } from './compare-range.ts';

const at = (text: string, timeZone: string) =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
const show = (ms: number, timeZone: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDateTime().toString();

interface Case {
  readonly says: string;
  readonly scope: CompareScope;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly expected: readonly [string, string];
}

const cases: readonly Case[] = [
  {
    says: 'seven whole days before seven whole days',
    scope: { type: 'previous' },
    timeZone: 'Asia/Tokyo',
    from: '2026-03-04T00:00',
    to: '2026-03-11T00:00',
    asOf: '2026-04-01T12:00',
    expected: ['2026-02-25T00:00:00', '2026-03-04T00:00:00'],
  },
  {
    says: 'an unfinished day up to the same time of day',
    scope: { type: 'previous' },
    timeZone: 'Asia/Tokyo',
    from: '2026-03-04T00:00',
    to: '2026-03-10T14:31',
    asOf: '2026-03-10T14:31',
    expected: ['2026-02-25T00:00:00', '2026-03-03T14:31:00'],
  },
  {
    says: 'days of 23 hours as days',
    scope: { type: 'week' },
    timeZone: 'Europe/Berlin',
    from: '2026-03-30T00:00',
    to: '2026-04-06T00:00',
    asOf: '2026-05-01T00:00',
    expected: ['2026-03-23T00:00:00', '2026-03-30T00:00:00'],
  },
  {
    says: 'a year before with the same weekdays',
    scope: { type: 'year', matchWeekdays: true },
    timeZone: 'UTC',
    from: '2026-03-02T00:00',
    to: '2026-03-09T00:00',
    asOf: '2026-05-01T00:00',
    expected: ['2025-03-03T00:00:00', '2025-03-10T00:00:00'],
  },
  {
    says: 'a year before with the same dates',
    scope: { type: 'year', matchWeekdays: false },
    timeZone: 'UTC',
    from: '2026-03-02T00:00',
    to: '2026-03-09T00:00',
    asOf: '2026-05-01T00:00',
    expected: ['2025-03-02T00:00:00', '2025-03-09T00:00:00'],
  },
  {
    says: 'a range of its own',
    scope: { type: 'custom', time: { type: 'fixed', start: '2026-01-01', end: '2026-01-02' } },
    timeZone: 'UTC',
    from: '2026-03-02T00:00',
    to: '2026-03-09T00:00',
    asOf: '2026-05-01T00:00',
    expected: ['2026-01-01T00:00:00', '2026-01-03T00:00:00'],
  },
];

describe('the range to compare with', () => {
  for (const { says, scope, timeZone, from, to, asOf, expected } of cases) {
    it(`is ${says}`, () => {
      const range = { fromMs: at(from, timeZone), toMs: at(to, timeZone) };
      const calendar = { timeZone, weekStart: 'monday' } as const;
      const compared = compareRange(scope, { range, asOfMs: at(asOf, timeZone) }, calendar);
      assert.deepEqual(
        [show(compared.range.fromMs, timeZone), show(compared.range.toMs, timeZone)],
        expected,
      );
    });
  }
});
