import { describe, it } from 'node:test';
import { runKillRounds } from '../crash/kill-rounds.ts';

describe('kills under load, the long version', () => {
  for (const seed of [1, 2, 3, 4]) {
    it(`lose no answered event and count none twice in 50 kills (seed ${seed})`, async () => {
      await runKillRounds(50, seed);
    });
  }
});
