import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dayBounds } from './zone-day.ts';

const hourMs = 3_600_000;
for (const [zone, date, start, hours] of [
  ['UTC', '2026-03-10', '2026-03-10T00:00:00.000Z', 24],
  ['Asia/Tokyo', '2026-03-10', '2026-03-09T15:00:00.000Z', 24],
  ['Asia/Kolkata', '2026-03-10', '2026-03-09T18:30:00.000Z', 24],
  ['Pacific/Honolulu', '2026-03-10', '2026-03-10T10:00:00.000Z', 24],
  ['Pacific/Auckland', '2026-01-10', '2026-01-09T11:00:00.000Z', 24],
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', 25],
  ['America/New_York', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
] as const) {
  it(`${date} in ${zone} begins at ${start} and has ${hours} hours`, () => {
    const { sinceMs, untilMs } = dayBounds(date, zone);
    assert.equal(new Date(sinceMs).toISOString(), start);
    assert.equal((untilMs - sinceMs) / hourMs, hours);
  });
}
