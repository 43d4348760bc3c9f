import assert from 'node:assert/strict';
import { it } from 'node:test';
import { plannedTimes } from './backup-service.ts';

const now = Date.parse('2026-03-11T12:00:00Z');
const iso = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());

for (const [every, hour, last, next] of [
  ['day', 3, '2026-03-11T03:00:00.000Z', '2026-03-12T03:00:00.000Z'],
  ['day', 12, '2026-03-11T12:00:00.000Z', '2026-03-12T12:00:00.000Z'],
  ['day', 13, '2026-03-10T13:00:00.000Z', '2026-03-11T13:00:00.000Z'],
  // 2026-03-08 is a Sunday.
  ['week', 3, '2026-03-08T03:00:00.000Z', '2026-03-15T03:00:00.000Z'],
  ['off', 3, null, null],
] as const) {
  it(`a backup every ${every} at ${hour} was due at ${last}, the next at ${next}`, () => {
    const planned = plannedTimes({ every, hour, keep: 7 }, now);
    assert.equal(iso(planned?.lastMs), last);
    assert.equal(iso(planned?.nextMs), next);
  });
}
