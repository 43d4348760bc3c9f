import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from './driver.ts';
import { matchValue } from './match-values.ts';

interface Case {
  readonly title: string;
  readonly expected: Json;
  readonly actual: Json | undefined;
  /** What is wrong; nothing when it fits. */
  readonly problems?: readonly string[];
}

const cases: readonly Case[] = [
  { title: 'equal values', expected: 1, actual: 1 },
  { title: 'a number for a text', expected: '1', actual: 1, problems: ['is 1, should be "1"'] },
  { title: 'null', expected: null, actual: null },
  { title: 'a missing value', expected: 0, actual: undefined, problems: ['is nothing, should be 0'] },
  { title: 'unnamed keys of an object', expected: { a: 1 }, actual: { a: 1, b: 2 } },
  {
    title: 'a wrong key deep inside',
    expected: { a: { b: [{ c: 1 }] } },
    actual: { a: { b: [{ c: 2 }] } },
    problems: ['a.b[0].c is 2, should be 1'],
  },
  { title: 'a longer list', expected: [1], actual: [1, 2], problems: ['has 2 entries, should have 1'] },
  {
    title: 'an object for a list',
    expected: [1],
    actual: { 0: 1 },
    problems: ['is {"0":1}, should be a list'],
  },
  {
    title: 'a list for an object',
    expected: { a: 1 },
    actual: [1],
    problems: ['is [1], should be an object'],
  },
  { title: 'anything', expected: { $any: true }, actual: false },
  { title: 'nothing for anything', expected: { $any: true }, actual: undefined, problems: ['is missing'] },
  { title: 'absence', expected: { a: { $absent: true } }, actual: {} },
  {
    title: 'presence for absence',
    expected: { a: { $absent: true } },
    actual: { a: null },
    problems: ['a is null, should be absent'],
  },
  { title: 'enough', expected: { $atLeast: 3 }, actual: 3 },
  { title: 'too little', expected: { $atLeast: 3 }, actual: 2.9, problems: ['is 2.9, should be at least 3'] },
  {
    title: 'a text for a number',
    expected: { $atLeast: 3 },
    actual: '4',
    problems: ['is "4", should be at least 3'],
  },
  {
    title: 'a range',
    expected: { $atLeast: 3, $atMost: 5 },
    actual: 6,
    problems: ['is 6, should be at most 5'],
  },
  { title: 'a pattern', expected: { $matches: '^a.c$' }, actual: 'abc' },
  {
    title: 'another pattern',
    expected: { $matches: '^a.c$' },
    actual: 'abcd',
    problems: ['is "abcd", should match ^a.c$'],
  },
  { title: 'one of several', expected: { $oneOf: [1, true] }, actual: true },
  {
    title: 'none of several',
    expected: { $oneOf: [1, true] },
    actual: 0,
    problems: ['is 0, should be one of [1,true]'],
  },
  { title: 'another value', expected: { $not: true }, actual: undefined },
  {
    title: 'the same value for another',
    expected: { $not: true },
    actual: true,
    problems: ['is true, should be anything else'],
  },
  {
    title: 'a size and a key',
    expected: { $size: 2, a: 1 },
    actual: { a: 2, b: 1 },
    problems: ['a is 2, should be 1'],
  },
  { title: 'a wrong size', expected: { $size: 2 }, actual: [1], problems: ['has 1 entries, should have 2'] },
  { title: 'attributes besides errors', expected: { $kept: 1 }, actual: { a: 1, _error_code: 2004 } },
  { title: 'a time', expected: { $at: 1.5 }, actual: 11_500 },
  {
    title: 'another time',
    expected: { $at: 1.5 },
    actual: 11_501,
    problems: ['is 1.501 s after the start, should be 1.5 s'],
  },
  { title: 'a name in two places', expected: ['$a', '$a'], actual: [7, 7] },
  {
    title: 'two values under one name',
    expected: ['$a', '$a'],
    actual: [7, 8],
    problems: ['[1] is 8, but $a is 7'],
  },
  {
    title: 'one value under two names',
    expected: ['$a', '$b'],
    actual: [7, 7],
    problems: ['[1] is 7, the same as $a, but $b must differ'],
  },
  { title: 'nothing under a name', expected: { a: '$a' }, actual: {}, problems: ['a is missing'] },
];

describe('comparing values', () => {
  for (const { title, expected, actual, problems = [] } of cases) {
    it(`${problems.length === 0 ? 'accepts' : 'refuses'} ${title}`, () => {
      assert.deepEqual(matchValue(expected, actual, { bindings: new Map(), zeroMs: 10_000 }), problems);
    });
  }

  it('keeps names from one comparison to the next', () => {
    const bindings = new Map();
    assert.deepEqual(matchValue('$a', 1, { bindings, zeroMs: 0 }), []);
    assert.deepEqual(matchValue('$a', 2, { bindings, zeroMs: 0 }), ['is 2, but $a is 1']);
  });

  it('knows no rule that is not there', () => {
    assert.throws(
      () => matchValue({ $atleast: 1 }, 1, { bindings: new Map(), zeroMs: 0 }),
      /No rule is named \$atleast/,
    );
  });
});
