import type {
  Aggregate,
  AggregateName,
  Call,
  Case,
  Expression,
  FunctionName,
  InList,
  Order,
  RowFrame,
  Value,
  ValueKind,
  Window,
  WindowName,
} from './expression.ts';

/** A text constant. */
export const text = (value: string | null): Value => Object.freeze({ kind: 'value', value, type: 'text' });
/** A whole-number constant, |value| < 2^53. */
export const integer = (value: number | null): Value =>
  Object.freeze({ kind: 'value', value, type: 'integer' });
/** A double constant. */
export const number = (value: number | null): Value =>
  Object.freeze({ kind: 'value', value, type: 'number' });
/** A truth constant. */
export const boolean = (value: boolean): Value => Object.freeze({ kind: 'value', value, type: 'boolean' });
/** Null of a kind. */
export const nothing = (type: ValueKind): Value => Object.freeze({ kind: 'value', value: null, type });

function call(name: FunctionName, type: ValueKind, args: readonly Expression[]): Call {
  return Object.freeze({ kind: 'call', name, args: Object.freeze([...args]), type });
}

/** All are true; true for none. */
export function and(...args: readonly Expression[]): Expression {
  const rest = args.filter((arg) => !(arg.kind === 'value' && arg.value === true));
  if (rest.length === 0) return boolean(true);
  return rest.length === 1 && rest[0] !== undefined ? rest[0] : call('and', 'boolean', rest);
}
/** At least one is true; false for none. */
export function or(...args: readonly Expression[]): Expression {
  if (args.length === 0) return boolean(false);
  return args.length === 1 && args[0] !== undefined ? args[0] : call('or', 'boolean', args);
}
export const not = (arg: Expression): Call => call('not', 'boolean', [arg]);
export const isNull = (arg: Expression): Call => call('isNull', 'boolean', [arg]);
export const isNotNull = (arg: Expression): Call => not(isNull(arg));
export const equal = (a: Expression, b: Expression): Call => call('equal', 'boolean', [a, b]);
export const notEqual = (a: Expression, b: Expression): Call => call('notEqual', 'boolean', [a, b]);
export const less = (a: Expression, b: Expression): Call => call('less', 'boolean', [a, b]);
export const lessOrEqual = (a: Expression, b: Expression): Call => call('lessOrEqual', 'boolean', [a, b]);
export const greater = (a: Expression, b: Expression): Call => call('greater', 'boolean', [a, b]);
export const greaterOrEqual = (a: Expression, b: Expression): Call =>
  call('greaterOrEqual', 'boolean', [a, b]);
/** Equal, where two nulls are equal too. */
export const sameAs = (a: Expression, b: Expression): Call => call('sameAs', 'boolean', [a, b]);
export const contains = (textArg: Expression, part: Expression): Call =>
  call('contains', 'boolean', [textArg, part]);

const wider = (a: Expression, b: Expression): ValueKind =>
  a.type === 'number' || b.type === 'number' ? 'number' : 'integer';
export const add = (a: Expression, b: Expression): Call => call('add', wider(a, b), [a, b]);
export const subtract = (a: Expression, b: Expression): Call => call('subtract', wider(a, b), [a, b]);
export const multiply = (a: Expression, b: Expression): Call => call('multiply', wider(a, b), [a, b]);
/** Division of doubles; null when the divisor is 0 or null. */
export const divide = (a: Expression, b: Expression): Call => call('divide', 'number', [a, b]);
/** Whole quotient of whole numbers >= 0. */
export const floorDivide = (a: Expression, b: Expression): Call => call('floorDivide', 'integer', [a, b]);
/** Remainder of whole numbers >= 0. */
export const modulo = (a: Expression, b: Expression): Call => call('modulo', 'integer', [a, b]);
export const power = (a: Expression, b: Expression): Call => call('power', 'number', [a, b]);
export const floor = (a: Expression): Call => call('floor', 'number', [a]);
/** Natural logarithm of a number > 0. */
export const ln = (a: Expression): Call => call('ln', 'number', [a]);
export const abs = (a: Expression): Call => call('abs', a.type, [a]);
export const upper = (a: Expression): Call => call('upper', 'text', [a]);
export const lower = (a: Expression): Call => call('lower', 'text', [a]);
/** Characters of a text. */
export const length = (a: Expression): Call => call('length', 'integer', [a]);
/** Whether a regular expression of the engine's kind finds something in the text. */
export const matches = (a: Expression, pattern: Expression): Call => call('matches', 'boolean', [a, pattern]);
/** First day (since 1970-01-01) of a month (since 1970-01). */
export const monthStart = (month: Expression): Call => call('monthStart', 'integer', [month]);
export const toNumber = (a: Expression): Call => call('toNumber', 'number', [a]);
export const toInteger = (a: Expression): Call => call('toInteger', 'integer', [a]);
export const numberText = (a: Expression): Call => call('numberText', 'text', [a]);
export const monthNumber = (epochDay: Expression): Call => call('monthNumber', 'integer', [epochDay]);
export const concat = (...args: readonly Expression[]): Call => call('concat', 'text', args);
/** Place, from 1, of a text among constant ones; the text must be one of them. */
export const placeAmong = (a: Expression, values: readonly string[]): Call =>
  call('placeAmong', 'integer', [a, ...values.map(text)]);
/** The first `length` characters. */
export const left = (a: Expression, length: number): Call => call('left', 'text', [a, integer(length)]);

function sameType(args: readonly Expression[]): ValueKind {
  return args.find((arg) => !(arg.kind === 'value' && arg.value === null))?.type ?? 'text';
}
export const coalesce = (...args: readonly Expression[]): Call => call('coalesce', sameType(args), args);
/** The smallest argument; arguments must not be null (engines differ there). */
export const least = (...args: readonly Expression[]): Call => call('least', sameType(args), args);
/** The largest argument; arguments must not be null (engines differ there). */
export const greatest = (...args: readonly Expression[]): Call => call('greatest', sameType(args), args);

/** `result` where the condition is true, else `otherwise` (default null). */
export function when(condition: Expression, result: Expression, otherwise?: Expression): Case {
  return cases([{ when: condition, result }], otherwise ?? nothing(result.type));
}
/** The first branch that holds. */
export function cases(branches: Case['branches'], otherwise: Expression): Case {
  const type = sameType([...branches.map((branch) => branch.result), otherwise]);
  return Object.freeze({ kind: 'case', branches: Object.freeze([...branches]), otherwise, type });
}
/** Whether the operand is one of the values; an empty list is false. */
export function isIn(operand: Expression, values: readonly (string | number)[]): Expression {
  if (values.length === 0) return boolean(false);
  const list: InList = { kind: 'in', operand, values: Object.freeze([...values]), type: 'boolean' };
  return Object.freeze(list);
}

const aggregateTypes: Readonly<Partial<Record<AggregateName, ValueKind>>> = {
  count: 'integer',
  countDistinct: 'integer',
  approximateCountDistinct: 'integer',
  avg: 'number',
  percentile: 'number',
  varPop: 'number',
  stddevPop: 'number',
};

/** An aggregate; `where` limits the rows it sees, `fraction` belongs to `percentile`. */
export function aggregate(
  name: AggregateName,
  args: readonly Expression[] = [],
  options: { readonly where?: Expression; readonly fraction?: number } = {},
): Aggregate {
  const type = aggregateTypes[name] ?? args[0]?.type ?? 'integer';
  return Object.freeze({ kind: 'aggregate', name, args: Object.freeze([...args]), type, ...options });
}
export const count = (where?: Expression): Aggregate =>
  aggregate('count', [], where === undefined ? {} : { where });
export const countDistinct = (arg: Expression, where?: Expression): Aggregate =>
  aggregate('countDistinct', [arg], where === undefined ? {} : { where });
export const sum = (arg: Expression): Aggregate => aggregate('sum', [arg]);
export const min = (arg: Expression): Aggregate => aggregate('min', [arg]);
export const max = (arg: Expression): Aggregate => aggregate('max', [arg]);

/** Where a window function looks. */
export interface Over {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly (Expression | Order)[];
  readonly frame?: RowFrame;
  readonly ignoreNulls?: boolean;
}

/** A function over a window. */
export function over(name: WindowName | AggregateName, args: readonly Expression[], place: Over): Window {
  const counted = name === 'rowNumber' || name === 'count';
  return Object.freeze({
    kind: 'window',
    name,
    args: Object.freeze([...args]),
    partitionBy: Object.freeze([...place.partitionBy]),
    orderBy: Object.freeze(place.orderBy.map((key) => ('by' in key ? key : { by: key }))),
    ...(place.frame === undefined ? {} : { frame: place.frame }),
    ...(place.ignoreNulls === undefined ? {} : { ignoreNulls: place.ignoreNulls }),
    type: counted ? 'integer' : name === 'avg' ? 'number' : (args[0]?.type ?? 'integer'),
  });
}
