import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dayStartMs } from './day-start.ts';

describe('start of a day', () => {
  const cases = [
    ['2026-03-10T12:34:56.789Z', 'UTC', '2026-03-10T00:00:00.000Z'],
    ['2026-03-10T00:00:00.000Z', 'UTC', '2026-03-10T00:00:00.000Z'],
    ['2026-03-10T16:00:00.000Z', 'Asia/Tokyo', '2026-03-10T15:00:00.000Z'],
    ['2026-03-10T14:59:59.999Z', 'Asia/Tokyo', '2026-03-09T15:00:00.000Z'],
    ['2026-03-10T03:00:00.000Z', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    // Clocks go forward at 2 and back at 3 on these days.
    ['2026-03-29T20:00:00.000Z', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25T20:00:00.000Z', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
    ['2026-03-10T10:00:00.000Z', 'Asia/Kathmandu', '2026-03-09T18:15:00.000Z'],
  ] as const;
  for (const [at, zone, start] of cases) {
    it(`of ${at} in ${zone} is ${start}`, () => {
      assert.equal(new Date(dayStartMs(Date.parse(at), zone)).toISOString(), start);
    });
  }
});
