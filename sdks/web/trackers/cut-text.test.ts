import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cutText } from './cut-text.ts';

const cases: readonly (readonly [what: string, text: string | null, kept: string | undefined])[] = [
  ['nothing', null, undefined],
  ['an empty text', '', undefined],
  ['a text of 1,024 letters', 'a'.repeat(1_024), 'a'.repeat(1_024)],
  ['a text of 1,025 letters', 'a'.repeat(1_025), 'a'.repeat(1_024)],
  ['1,025 emoji', '😀'.repeat(1_025), '😀'.repeat(1_024)],
  ['a letter and 1,025 emoji', `a${'😀'.repeat(1_025)}`, `a${'😀'.repeat(1_023)}`],
];

for (const [what, text, kept] of cases)
  it(`keeps what an attribute may hold of ${what}`, () => assert.equal(cutText(text), kept));
