import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bucketOfDay } from './annotations-context.ts';

const days = ['2026-03-04', '2026-03-05', '2026-03-06'];
const weeks = ['2026-03-02', '2026-03-09'];

describe('notes on time charts', () => {
  const cases = [
    ['stand at their day', days, '2026-03-05', 1],
    ['stand in their week', weeks, '2026-03-07', 0],
    ['stand in the last week', weeks, '2026-03-15', 1],
    ['are left out after it', weeks, '2026-03-16', null],
    ['are left out before the first day', days, '2026-03-03', null],
    ['are left out on charts without days', ['00:00', '01:00'], '2026-03-05', null],
    ['need a bucket', [], '2026-03-05', null],
  ] as const;
  for (const [name, keys, day, expected] of cases)
    it(name, () => assert.equal(bucketOfDay(keys, day), expected));
});
