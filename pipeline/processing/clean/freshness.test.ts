import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshnessProblem } from './freshness.ts';

const ingestMs = 1_772_359_201_000;
const limits = { freshnessHours: 72, futureToleranceMs: 0, anyAge: false, now: ingestMs };

describe('freshness', () => {
  const cases: readonly [
    name: unknown,
    eventMs: number,
    change: Partial<typeof limits>,
    outcome: 'too_old' | 'in_future' | null,
  ][] = [
    ['buy', 1_772_100_001_000, {}, null],
    ['buy', 1_772_100_000_999, {}, 'too_old'],
    ['_profile_set', 1_772_100_001_000, {}, null],
    ['_profile_set', 1_772_100_000_999, {}, null],
    ['_first_open', 0, {}, null],
    ['_first_visit', 0, {}, null],
    [undefined, 0, {}, 'too_old'],
    ['buy', ingestMs, {}, null],
    ['buy', ingestMs + 1, {}, 'in_future'],
    ['_first_open', ingestMs + 1, {}, null],
    ['buy', ingestMs + 5000, { futureToleranceMs: 5000 }, null],
    ['buy', ingestMs + 5001, { futureToleranceMs: 5000 }, 'in_future'],
    ['buy', 0, { anyAge: true }, null],
    ['buy', ingestMs + 1, { anyAge: true }, 'in_future'],
    ['buy', ingestMs - 3_600_001, { freshnessHours: 1 }, 'too_old'],
  ];
  for (const [name, eventMs, change, outcome] of cases) {
    it(`answers ${outcome} for ${name} at ${eventMs} with ${JSON.stringify(change)}`, () => {
      assert.equal(freshnessProblem(name, { eventMs, ingestMs }, { ...limits, ...change }), outcome);
    });
  }
});
