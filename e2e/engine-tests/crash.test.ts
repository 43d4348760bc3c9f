import { describe, it } from 'node:test';
import { runKillRounds } from '../crash/kill-rounds.ts';

describe('kills under load', () => {
  it('lose no answered event and count none twice in 20 kills of collector, engine and server', async () => {
    await runKillRounds(20, 20_260_301);
  });
});
