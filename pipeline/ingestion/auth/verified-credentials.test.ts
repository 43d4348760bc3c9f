import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createVerifiedCredentials } from './verified-credentials.ts';

describe('verified credentials', () => {
  function createMemory(maxCharacters: number) {
    const time = { nowMs: 0 };
    const clock = { now: () => time.nowMs, monotonic: () => time.nowMs };
    return { memory: createVerifiedCredentials(clock, maxCharacters), time };
  }

  it('knows a credential until the moment it expires', () => {
    const { memory, time } = createMemory(100);
    memory.add('token', 10);
    time.nowMs = 9;
    assert.equal(memory.has('token'), true);
    time.nowMs = 10;
    assert.equal(memory.has('token'), false);
    time.nowMs = 9;
    assert.equal(memory.has('token'), false);
  });

  it('matches the exact text only', () => {
    const { memory } = createMemory(100);
    memory.add('token', 10);
    assert.equal(memory.has('Token'), false);
    assert.equal(memory.has('token '), false);
  });

  it('drops the least recently used ones when the characters run out', () => {
    const { memory } = createMemory(9);
    memory.add('aaa', 10);
    memory.add('bbb', 10);
    memory.add('ccc', 10);
    memory.has('aaa');
    memory.add('ddd', 10);
    assert.deepEqual(
      ['aaa', 'bbb', 'ccc', 'ddd'].map((text) => memory.has(text)),
      [true, false, true, true],
    );
  });

  it('counts a repeated credential once and ignores one that can never fit', () => {
    const { memory } = createMemory(6);
    memory.add('aaa', 10);
    memory.add('aaa', 10);
    memory.add('bbb', 10);
    memory.add('ccccccc', 10);
    assert.deepEqual(
      ['aaa', 'bbb', 'ccccccc'].map((text) => memory.has(text)),
      [true, true, false],
    );
  });
});
