import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { parseSchedule } from './schedule.ts';

const at = (iso: string) => ({ now: () => Date.parse(iso), monotonic: () => 0 });

describe('job schedule', () => {
  const cases = [
    { text: 'rate(5 minutes)', now: '2026-03-01T10:03:00Z', untilMs: 120_000 },
    { text: 'rate(1 hour)', now: '2026-03-01T10:59:59Z', untilMs: 1_000 },
    { text: 'rate(1 day)', now: '2026-03-01T00:00:00Z', untilMs: 86_400_000 },
    { text: '30 10 * * *', now: '2026-03-01T10:00:00Z', untilMs: 1_800_000 },
    { text: 'cron(0 * * * *)', now: '2026-03-01T10:00:30Z', untilMs: 3_570_000 },
  ];
  for (const { text, now, untilMs } of cases) {
    it(`runs ${text} ${untilMs} ms after ${now}`, () => {
      assert.equal(parseSchedule(text, at(now)).untilNext(), untilMs);
    });
  }

  it('is continuous by that name', () => {
    assert.equal(parseSchedule('continuous', at('2026-03-01T10:00:00Z')).continuous, true);
  });

  for (const text of ['sometimes', 'rate(0 minutes)', 'rate(5 seconds)', '61 * * * *']) {
    it(`refuses ${text}`, () => {
      assert.throws(
        () => parseSchedule(text, at('2026-03-01T10:00:00Z')),
        (error: unknown) => error instanceof CodedError && error.code === 'CONFIG_INVALID',
      );
    });
  }
});
