import type { FormulaNode } from './formula-node.ts';
import { type FormulaToken, formulaError, formulaTokens } from './formula-tokens.ts';

/** Binary operators by strength, weakest first; each level binds to the left. */
const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '<>', '!=', '<', '<=', '>', '>='],
  ['||'],
  ['+', '-'],
  ['*', '/', '%'],
];
const comparisonLevel = 2;
const reserved = new Set([
  'and',
  'or',
  'not',
  'is',
  'null',
  'in',
  'case',
  'when',
  'then',
  'else',
  'end',
  'true',
  'false',
]);
/** Deepest nesting of a formula. */
const mostDepth = 50;

/** Reads a formula: the expressions of SQL over fields, without anything that reads tables. @throws CodedError FORMULA_INVALID */
export function parseFormula(formula: string): FormulaNode {
  const parser = new FormulaParser(formulaTokens(formula));
  return parser.whole();
}

/** Fields that a formula names. @throws CodedError FORMULA_INVALID */
export function formulaFields(formula: string): readonly string[] {
  const fields: string[] = [];
  const walk = (node: FormulaNode): void => {
    switch (node.kind) {
      case 'field':
        fields.push(node.fid);
        break;
      case 'call':
        node.args.forEach(walk);
        break;
      case 'case':
        for (const { when, result } of node.branches) [when, result].forEach(walk);
        walk(node.otherwise);
        break;
      case 'value':
        break;
    }
  };
  walk(parseFormula(formula));
  return fields;
}

class FormulaParser {
  readonly #tokens: readonly FormulaToken[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly FormulaToken[]) {
    this.#tokens = tokens;
  }

  whole(): FormulaNode {
    const node = this.#binary(0);
    const rest = this.#peek();
    if (rest.kind !== 'end') throw formulaError(`${rest.text} is one too many`, rest.at);
    return node;
  }

  #binary(level: number): FormulaNode {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    if (level === comparisonLevel) left = this.#suffix(left);
    for (let operator = this.#take(operators); operator !== null; operator = this.#take(operators)) {
      left = {
        kind: 'call',
        name: operator === '!=' ? '<>' : operator,
        args: [left, this.#binary(level + 1)],
      };
    }
    return left;
  }

  /** `IS [NOT] NULL` and `[NOT] IN (…)`. */
  #suffix(left: FormulaNode): FormulaNode {
    if (this.#take(['is']) !== null) {
      const isNot = this.#take(['not']) !== null;
      this.#need('null');
      return negatedIf(isNot, { kind: 'call', name: 'is null', args: [left] });
    }
    const isNot = this.#peek().text.toLowerCase() === 'not' && this.#take(['not']) !== null;
    if (this.#take(['in']) !== null) {
      this.#need('(');
      return negatedIf(isNot, { kind: 'call', name: 'in', args: [left, ...this.#list()] });
    }
    if (isNot) throw formulaError('NOT is followed by IN here', this.#peek().at);
    return left;
  }

  #unary(): FormulaNode {
    this.#depth += 1;
    if (this.#depth > mostDepth) throw formulaError(`a formula is at most ${mostDepth} levels deep`);
    try {
      if (this.#take(['-']) !== null) return { kind: 'call', name: 'negative', args: [this.#unary()] };
      if (this.#take(['not']) !== null)
        return { kind: 'call', name: 'not', args: [this.#binary(comparisonLevel)] };
      return this.#primary();
    } finally {
      this.#depth -= 1;
    }
  }

  #primary(): FormulaNode {
    const token = this.#next();
    switch (token.kind) {
      case 'number':
        return { kind: 'value', value: Number(token.text) };
      case 'text':
        return { kind: 'value', value: token.text.slice(1, -1).replaceAll("''", "'") };
      case 'field':
        return { kind: 'field', fid: token.text.slice(1, -1).replaceAll('""', '"') };
      case 'word':
        return this.#word(token);
      default:
        if (token.text === '(') {
          const inner = this.#binary(0);
          this.#need(')');
          return inner;
        }
        throw formulaError(
          token.kind === 'end' ? 'the formula ends too early' : `${token.text} is not expected`,
          token.at,
        );
    }
  }

  #word(token: FormulaToken): FormulaNode {
    const word = token.text.toLowerCase();
    if (word === 'case') return this.#case();
    if (word === 'null') return { kind: 'value', value: null };
    if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
    if (reserved.has(word)) throw formulaError(`${token.text} is not expected`, token.at);
    if (this.#take(['(']) === null) return { kind: 'field', fid: token.text };
    return { kind: 'call', name: word, args: this.#list() };
  }

  /** Arguments up to the closing bracket; `*` alone stands for none. */
  #list(): readonly FormulaNode[] {
    if (this.#take([')']) !== null) return [];
    if (this.#take(['*']) !== null) {
      this.#need(')');
      return [];
    }
    const args = [this.#binary(0)];
    while (this.#take([',']) !== null) args.push(this.#binary(0));
    this.#need(')');
    return args;
  }

  #case(): FormulaNode {
    const branches: { when: FormulaNode; result: FormulaNode }[] = [];
    while (this.#take(['when']) !== null) {
      const when = this.#binary(0);
      this.#need('then');
      branches.push({ when, result: this.#binary(0) });
    }
    const otherwise: FormulaNode =
      this.#take(['else']) === null ? { kind: 'value', value: null } : this.#binary(0);
    this.#need('end');
    if (branches.length === 0) throw formulaError('CASE needs a WHEN', this.#peek().at);
    return { kind: 'case', branches, otherwise };
  }

  #peek(): FormulaToken {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: 0 };
  }

  #next(): FormulaToken {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  /** Takes one of the symbols or words when it comes next. */
  #take(texts: readonly string[]): string | null {
    const token = this.#peek();
    const text = token.text.toLowerCase();
    if ((token.kind !== 'symbol' && token.kind !== 'word') || !texts.includes(text)) return null;
    this.#at += 1;
    return text;
  }

  #need(text: string): void {
    if (this.#take([text]) !== null) return;
    throw formulaError(`${text.toUpperCase()} is missing`, this.#peek().at);
  }
}

function negatedIf(isNot: boolean, node: FormulaNode): FormulaNode {
  return isNot ? { kind: 'call', name: 'not', args: [node] } : node;
}
