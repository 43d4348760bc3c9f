import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { requiredLiterals } from './required-literals.ts';

const cases: readonly [regex: string, literals: readonly string[] | null][] = [
  ['(Firefox)/(\\d+)', ['firefox']],
  ['ab?cde', ['cde']],
  ['abc+d', ['abc']],
  ['(?:one|three|)x', null],
  ['(?:one|three)x', ['one', 'three']],
  ['foo\\bbar\\.baz', ['foobar.baz']],
  ['(?!Googlebot)Mozilla', ['mozilla']],
  ['[Ff]irefox|opera', ['irefox', 'opera']],
  ['(abc){0,2}', null],
  ['(abc){1,2}', ['abc']],
  ['^.{0,200}$', null],
  ['[\\]abc]d', null],
];

/** Expressions of the shapes that the rules have. */
const expression = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('abc', 'Xy', 'q', '\\d', '.', '[a-c]', '\\.', 'foo bar'),
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((parts) => `(?:${parts.join('|')})`),
    fc
      .tuple(tie('node'), fc.constantFrom('?', '*', '+', '{0,2}', '{1,2}', '{2}'))
      .map(([part, repeat]) => `(${part})${repeat}`),
  ),
})).node;

describe('requiredLiterals', () => {
  for (const [regex, literals] of cases) {
    it(`finds ${JSON.stringify(literals)} in ${regex}`, () =>
      assert.deepEqual(requiredLiterals(regex), literals));
  }

  it('names a text that stands in everything the expression matches', () => {
    const sample = expression.chain((regex) =>
      fc.record({ regex: fc.constant(regex), text: fc.stringMatching(new RegExp(regex)) }),
    );
    fc.assert(
      fc.property(sample, ({ regex, text }) => {
        const literals = requiredLiterals(regex);
        return literals?.some((literal) => text.toLowerCase().includes(literal)) ?? true;
      }),
      { numRuns: 300 },
    );
  });
});
