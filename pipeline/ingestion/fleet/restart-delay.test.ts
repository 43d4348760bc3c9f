import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { restartDelayMs } from './restart-delay.ts';

describe('restart delay', () => {
  const cases: readonly [earlyDeaths: number, delayMs: number][] = [
    [0, 0],
    [1, 0],
    [2, 200],
    [3, 400],
    [4, 800],
    [9, 25_600],
    [10, 30_000],
    [5000, 30_000],
  ];
  for (const [earlyDeaths, delayMs] of cases) {
    it(`is ${delayMs} ms after ${earlyDeaths} early deaths`, () => {
      assert.equal(restartDelayMs(earlyDeaths), delayMs);
    });
  }
});
