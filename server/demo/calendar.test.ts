import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hourMs, weekdayOf, ZoneOffsets } from './calendar.ts';

describe('calendar', () => {
  it('knows the offset of a zone on a day, daylight saving included', () => {
    const zones = new ZoneOffsets();
    const cases: [zone: string, day: string, hours: number][] = [
      ['Europe/Berlin', '2026-01-15', 1],
      ['Europe/Berlin', '2026-07-15', 2],
      ['America/New_York', '2026-01-15', -5],
      ['Asia/Kolkata', '2026-01-15', 5.5],
      ['UTC', '2026-01-15', 0],
      ['Australia/Sydney', '2026-01-15', 11],
    ];
    for (const [zone, day, hours] of cases) {
      assert.equal(zones.offsetMs(zone, Date.parse(day)), hours * hourMs, `${zone} ${day}`);
    }
  });

  it('counts weekdays from Sunday', () => {
    assert.equal(weekdayOf(0), 4); // 1970-01-01 was a Thursday
    assert.equal(weekdayOf(Date.UTC(2026, 2, 1) / 86_400_000), 0);
    assert.equal(weekdayOf(-5), 6);
  });
});
