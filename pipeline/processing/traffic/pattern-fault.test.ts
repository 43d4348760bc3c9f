import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { patternFault } from './pattern-fault.ts';

describe('patternFault', () => {
  const cases: readonly (readonly [pattern: string, character: number | null])[] = [
    ['^(ppc|paid.*)$', null],
    ['', null],
    ['^(ppc|paid.*', 2],
    ['a(b(c)', 2],
    ['ab)c', 3],
    ['a[b-', 2],
    ['a\\[b[c', 5],
    ['*a', 1],
    ['a**', 3],
    ['ab\\', 3],
    ['[z-a]', 4],
    ['a{3,1}', 6],
    ['(?<1>a)', 1],
    ['漢(', 2],
  ];
  for (const [pattern, character] of cases) {
    it(`${character === null ? 'takes' : `points at character ${character} of`} ${pattern}`, () => {
      assert.equal(patternFault(pattern)?.character ?? null, character);
    });
  }
});
