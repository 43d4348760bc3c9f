import type { Expression } from '../../plan/expression.ts';
import {
  abs,
  add,
  aggregate,
  and,
  coalesce,
  concat,
  contains,
  count,
  countDistinct,
  divide,
  equal,
  floor,
  greater,
  greaterOrEqual,
  isNull,
  left,
  length,
  less,
  lessOrEqual,
  ln,
  lower,
  max,
  min,
  modulo,
  multiply,
  not,
  notEqual,
  nothing,
  number,
  or,
  power,
  subtract,
  sum,
  toNumber,
  upper,
  when,
} from '../../plan/expressions.ts';

/** Kinds of arguments that a function takes; the last one may repeat when `repeats`. */
export interface FormulaFunction {
  readonly takes: readonly ('number' | 'text' | 'boolean' | 'any')[];
  readonly repeats?: true;
  /** True when it looks at all rows of a group. */
  readonly isAggregate?: true;
  make(...args: readonly Expression[]): Expression;
}

type Made = (...args: [Expression, Expression, Expression]) => Expression;
const of = (takes: FormulaFunction['takes'], make: Made): FormulaFunction => ({
  takes,
  make: (...args) => make(...(args as [Expression, Expression, Expression])),
});
const aggregated = (takes: FormulaFunction['takes'], make: Made): FormulaFunction => ({
  ...of(takes, make),
  isAggregate: true,
});

const two = ['number', 'number'] as const;
const same = ['any', 'any'] as const;
/** Logarithms of numbers that have none are null. */
const safeLn = (a: Expression) => when(greater(a, number(0)), ln(a));

/** Every operator and function of a formula. */
export const formulaFunctions: Readonly<Record<string, FormulaFunction>> = {
  or: of(['boolean', 'boolean'], (a, b) => or(a, b)),
  and: of(['boolean', 'boolean'], (a, b) => and(a, b)),
  not: of(['boolean'], (a) => not(a)),
  '=': of(same, (a, b) => equal(a, b)),
  '<>': of(same, (a, b) => notEqual(a, b)),
  '<': of(same, (a, b) => less(a, b)),
  '<=': of(same, (a, b) => lessOrEqual(a, b)),
  '>': of(same, (a, b) => greater(a, b)),
  '>=': of(same, (a, b) => greaterOrEqual(a, b)),
  '+': of(two, add),
  '-': of(two, subtract),
  '*': of(two, multiply),
  '/': of(two, divide),
  '%': of(two, (a, b) => when(notEqual(b, number(0)), modulo(a, b))),
  '||': of(['text', 'text'], (a, b) => concat(a, b)),
  negative: of(['number'], (a) => subtract(number(0), a)),
  'is null': of(['any'], (a) => isNull(a)),
  if: of(['boolean', 'any', 'any'], (a, b, c) => when(a, b, c)),
  nullif: of(same, (a, b) => when(equal(a, b), nothing(a.type), a)),
  coalesce: { takes: ['any'], repeats: true, make: (...args) => coalesce(...args) },
  concat: { takes: ['text'], repeats: true, make: (...args) => concat(...args) },
  abs: of(['number'], abs),
  floor: of(['number'], (a) => floor(toNumber(a))),
  ceil: of(['number'], (a) => subtract(number(0), floor(subtract(number(0), a)))),
  round: of(['number'], (a) => floor(add(a, number(0.5)))),
  sqrt: of(['number'], (a) => when(greaterOrEqual(a, number(0)), power(a, number(0.5)))),
  power: of(two, power),
  ln: of(['number'], safeLn),
  log10: of(['number'], (a) => divide(safeLn(a), number(Math.LN10))),
  log2: of(['number'], (a) => divide(safeLn(a), number(Math.LN2))),
  upper: of(['text'], upper),
  lower: of(['text'], lower),
  length: of(['text'], length),
  contains: of(['text', 'text'], contains),
  left: of(['text', 'number'], (a, b) =>
    left(a, b.kind === 'value' && typeof b.value === 'number' ? b.value : 0),
  ),
  count: {
    takes: ['any'],
    repeats: true,
    isAggregate: true,
    make: (a) => (a === undefined ? count() : aggregate('count', [a])),
  },
  count_distinct: aggregated(['any'], (a) => countDistinct(a)),
  sum: aggregated(['number'], (a) => sum(toNumber(a))),
  avg: aggregated(['number'], (a) => aggregate('avg', [toNumber(a)])),
  mean: aggregated(['number'], (a) => aggregate('avg', [toNumber(a)])),
  min: aggregated(['number'], min),
  max: aggregated(['number'], max),
};
