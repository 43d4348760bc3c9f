import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectionShares } from './connection-shares.ts';

describe('shares of connections to send away', () => {
  const cases: readonly { name: string; connections: readonly number[]; shares: readonly number[] }[] = [
    { name: 'none without workers', connections: [], shares: [] },
    { name: 'none for one worker', connections: [100], shares: [0] },
    { name: 'none while the spread is fair', connections: [10, 6, 8], shares: [0, 0, 0] },
    { name: 'none for a handful of connections', connections: [3, 0], shares: [0, 0] },
    { name: 'half, when the other worker has none', connections: [100, 0], shares: [0.5, 0] },
    { name: 'the excess of those above the mean', connections: [16, 8, 0], shares: [0.5, 0, 0] },
  ];
  for (const { name, connections, shares } of cases) {
    it(`are ${name}`, () => {
      assert.deepEqual(connectionShares(connections), shares);
    });
  }
});
