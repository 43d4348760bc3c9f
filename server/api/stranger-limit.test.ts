import assert from 'node:assert/strict';
import { it } from 'node:test';
import { silentLogger } from '@millstream/core';
import { createStrangerLimit } from './stranger-limit.ts';

it('admits 30 entries a minute, then says how many it left out', () => {
  let nowMs = 1_000_000;
  const warned: unknown[] = [];
  const logger = { ...silentLogger, warn: (fields: object) => void warned.push(fields) };
  const admits = createStrangerLimit(logger, () => nowMs);
  const admitted = () => Array.from({ length: 100 }, admits).filter(Boolean).length;
  assert.equal(admitted(), 30);
  assert.deepEqual(warned, []);
  nowMs += 60_000;
  assert.equal(admitted(), 30);
  assert.deepEqual(warned, [{ leftOut: 70 }]);
});
