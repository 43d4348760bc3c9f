import { CodedError } from '@millstream/core';

/** A piece of a formula. */
export interface FormulaToken {
  readonly kind: 'number' | 'text' | 'field' | 'word' | 'symbol' | 'end';
  readonly text: string;
  /** Place in the formula, from 0. */
  readonly at: number;
}

const patterns: readonly (readonly [FormulaToken['kind'] | 'blank', RegExp])[] = [
  ['blank', /\s+/y],
  ['number', /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['text', /'(?:[^']|'')*'/y],
  ['field', /"(?:[^"]|"")+"|`[^`]+`|\[[^\]]+\]/y],
  ['word', /[A-Za-z_][\w.:]*/y],
  ['symbol', /<>|!=|<=|>=|\|\||[-+*/%=<>(),]/y],
];

/** A formula that cannot be read, with the place. */
export function formulaError(problem: string, at?: number): CodedError {
  return new CodedError('FORMULA_INVALID', {
    problem: at === undefined ? problem : `${problem} at character ${at + 1}`,
  });
}

/** Longest formula, characters. */
const mostCharacters = 5_000;

/** Cuts a formula into pieces. @throws CodedError FORMULA_INVALID */
export function formulaTokens(formula: string): readonly FormulaToken[] {
  if (formula.length > mostCharacters)
    throw formulaError(`a formula has at most ${mostCharacters} characters`);
  const tokens: FormulaToken[] = [];
  let at = 0;
  while (at < formula.length) {
    const found = readToken(formula, at);
    if (found === null) throw formulaError(`${formula.charAt(at)} is not understood`, at);
    if (found.kind !== 'blank') tokens.push({ kind: found.kind, text: found.text, at });
    at += found.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at }];
}

function readToken(
  formula: string,
  at: number,
): { kind: FormulaToken['kind'] | 'blank'; text: string } | null {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(formula)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return null;
}
