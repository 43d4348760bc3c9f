import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createViewTime } from './view-time.ts';

interface Case {
  readonly name: string;
  readonly idleLimitMs?: number;
  /** Moments of activity, s after the start; `-` and `+` before one pause and resume. */
  readonly moments: readonly string[];
  readonly leftAtS: number;
  readonly spentS: number;
}

const cases: readonly Case[] = [
  { name: 'counts from the start', moments: [], leftAtS: 30, spentS: 30 },
  { name: 'takes a gap of 150 s off in full', moments: ['10', '20', '170'], leftAtS: 180, spentS: 30 },
  { name: 'keeps a gap of 119 s', moments: ['10', '129'], leftAtS: 130, spentS: 130 },
  { name: 'keeps a gap as long as the limit', moments: ['120'], leftAtS: 120, spentS: 120 },
  { name: 'takes a last gap off too', moments: ['10'], leftAtS: 131, spentS: 10 },
  { name: 'does not count what is hidden', moments: ['-10', '+500'], leftAtS: 505, spentS: 15 },
  { name: 'hears no activity while hidden', moments: ['-10', '20', '+30'], leftAtS: 31, spentS: 11 },
  {
    name: 'counts all where there is no limit',
    idleLimitMs: Number.POSITIVE_INFINITY,
    moments: [],
    leftAtS: 9_000,
    spentS: 9_000,
  },
];

describe('time of a view', () => {
  for (const { name, idleLimitMs = 120_000, moments, leftAtS, spentS } of cases)
    it(name, () => {
      const time = createViewTime(idleLimitMs);
      time.start(0);
      for (const moment of moments) {
        const atMs = Math.abs(Number(moment)) * 1_000;
        if (moment.startsWith('-')) time.pause(atMs);
        else if (moment.startsWith('+')) time.resume(atMs);
        else time.activity(atMs);
      }
      assert.equal(time.spentMs(leftAtS * 1_000), spentS * 1_000);
    });
});
