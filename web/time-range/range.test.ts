import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { todayIn, weekStartOf } from './local-date.ts';
import { daysOf, movedRange, namedRanges, rangeFromText, rangeToText } from './range.ts';

describe('ranges in the address', () => {
  for (const text of [
    ...Object.keys(namedRanges),
    'last-45-day',
    'last-30-day-complete',
    'last-2-year',
    '2026-03-04..2026-03-10',
  ]) {
    it(`${text} reads back as itself`, () => {
      const scope = rangeFromText(text);
      assert.ok(scope);
      assert.equal(rangeToText(scope), text);
    });
  }
  for (const text of [
    '',
    'last-0-day',
    'last-7-days',
    '2026-03-10..2026-03-04',
    '2026-02-30..2026-03-01',
    'always',
    '__proto__',
  ]) {
    it(`${text || 'nothing'} is no range`, () => assert.equal(rangeFromText(text), null));
  }
});

describe('days of a range', () => {
  const today = '2026-03-11'; // a Wednesday
  const cases: readonly (readonly [string, string, string])[] = [
    ['today', '2026-03-11', '2026-03-11'],
    ['yesterday', '2026-03-10', '2026-03-10'],
    ['last-7-day', '2026-03-05', '2026-03-11'],
    ['last-30-day-complete', '2026-02-09', '2026-03-10'],
    ['this-week', '2026-03-09', '2026-03-11'],
    ['last-week', '2026-03-02', '2026-03-08'],
    ['this-month', '2026-03-01', '2026-03-11'],
    ['last-month', '2026-02-01', '2026-02-28'],
    ['last-12-month', '2025-04-01', '2026-03-11'],
    ['last-1-year-complete', '2025-01-01', '2025-12-31'],
  ];
  for (const [text, from, to] of cases) {
    it(`${text} is ${from} to ${to}`, () => {
      const scope = rangeFromText(text);
      assert.ok(scope);
      assert.deepEqual(daysOf(scope, today, 'monday'), { from, to });
    });
  }
  it('begins weeks on the app’s first day', () => {
    assert.equal(weekStartOf('2026-03-08', 'sunday'), '2026-03-08');
    assert.equal(weekStartOf('2026-03-08', 'monday'), '2026-03-02');
  });
  it('moves by its own length', () => {
    assert.deepEqual(movedRange({ from: '2026-03-04', to: '2026-03-10' }, -1), {
      type: 'fixed',
      start: '2026-02-25',
      end: '2026-03-03',
    });
  });
  it('today is the day of the zone, whatever the browser’s', () => {
    const nowMs = Date.parse('2026-03-11T22:30:00Z');
    assert.equal(todayIn('Asia/Tokyo', nowMs), '2026-03-12');
    assert.equal(todayIn('Pacific/Honolulu', nowMs), '2026-03-11');
  });
});
