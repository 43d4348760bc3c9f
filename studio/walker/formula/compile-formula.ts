import type { Expression } from '../../plan/expression.ts';
import { boolean, cases, integer, isIn, nothing, number, text } from '../../plan/expressions.ts';
import type { WeekStart } from '../../time/time-range.ts';
import { DateParts } from '../date-parts.ts';
import type { FrameKind } from '../frame.ts';
import { type FormulaFunction, formulaFunctions } from './formula-functions.ts';
import type { FormulaNode } from './formula-node.ts';
import { formulaError } from './formula-tokens.ts';

/** A formula's value: the expression and its kind. */
export interface FormulaValue {
  readonly expression: Expression;
  readonly kind: FrameKind;
}

/** What a formula may read. */
export interface FormulaScope {
  field(fid: string): FormulaValue;
  readonly weekStart: WeekStart;
  /** Whether aggregates are allowed. */
  readonly isGroup: boolean;
}

const isNumber = (kind: FrameKind) => kind === 'number' || kind === 'integer' || kind === 'time';

/** Turns a formula into an expression. @throws CodedError FORMULA_INVALID for wrong kinds and unknown functions */
export function compileFormula(node: FormulaNode, scope: FormulaScope): FormulaValue {
  switch (node.kind) {
    case 'value':
      return constant(node.value);
    case 'field':
      return scope.field(node.fid);
    case 'case':
      return compileCase(node, scope);
    case 'call':
      return compileCall(node, scope);
  }
}

function constant(value: string | number | boolean | null): FormulaValue {
  if (value === null) return { expression: nothing('text'), kind: 'text' };
  if (typeof value === 'string') return { expression: text(value), kind: 'text' };
  if (typeof value === 'boolean') return { expression: boolean(value), kind: 'boolean' };
  return Number.isSafeInteger(value)
    ? { expression: integer(value), kind: 'integer' }
    : { expression: number(value), kind: 'number' };
}

type CaseNode = Extract<FormulaNode, { kind: 'case' }>;
type CallNode = Extract<FormulaNode, { kind: 'call' }>;

const isNothing = ({ expression }: FormulaValue) => expression.kind === 'value' && expression.value === null;

/** Values that must be of one kind; null fits any. Answers with the kind. */
function oneKind(values: readonly FormulaValue[], where: string): FrameKind {
  const kinds = values.filter((value) => !isNothing(value)).map(({ kind }) => kind);
  const [first = 'text'] = kinds;
  if (kinds.every((kind) => kind === first)) return first;
  if (kinds.every(isNumber)) return 'number';
  throw formulaError(`${where} mixes ${[...new Set(kinds)].join(' and ')}`);
}

function typed(value: FormulaValue, kind: FrameKind): Expression {
  return isNothing(value) ? nothing(kind === 'time' ? 'integer' : kind) : value.expression;
}

function compileCase({ branches, otherwise }: CaseNode, scope: FormulaScope): FormulaValue {
  const made = branches.map(({ when, result }) => ({
    when: compileFormula(when, scope),
    result: compileFormula(result, scope),
  }));
  for (const { when } of made) if (when.kind !== 'boolean') throw formulaError('WHEN needs a condition');
  const last = compileFormula(otherwise, scope);
  const kind = oneKind([...made.map(({ result }) => result), last], 'CASE');
  const expression = cases(
    made.map(({ when, result }) => ({ when: when.expression, result: typed(result, kind) })),
    typed(last, kind),
  );
  return { expression, kind };
}

function compileCall(node: CallNode, scope: FormulaScope): FormulaValue {
  const { name, args } = node;
  if (name === 'in') return compileIn(node, scope);
  const asDate = compileDate(node, scope);
  if (asDate !== null) return asDate;
  const known = Object.hasOwn(formulaFunctions, name) ? formulaFunctions[name] : undefined;
  if (known === undefined) throw formulaError(`there is no function ${name}`);
  if (known.isAggregate && !scope.isGroup)
    throw formulaError(`${name} looks at a group of rows, which a row is not`);
  const values = args.map((arg) =>
    compileFormula(arg, known.isAggregate ? { ...scope, isGroup: false } : scope),
  );
  checkArguments(name, known, values);
  const kind = oneKindOf(name, known, values);
  const expression = known.make(
    ...values.map((value) => (isNothing(value) && kind !== null ? typed(value, kind) : value.expression)),
  );
  return {
    expression,
    kind:
      kind === 'time' && expression.type === 'integer' && /^(if|coalesce|nullif|min|max)$/.test(name)
        ? 'time'
        : expression.type,
  };
}

/** The kind of the arguments that must agree; null where they need not. */
function oneKindOf(name: string, known: FormulaFunction, values: readonly FormulaValue[]): FrameKind | null {
  if (!known.takes.includes('any') || name === 'is null') return null;
  return oneKind(name === 'if' ? values.slice(1) : values, name.toUpperCase());
}

function checkArguments(name: string, known: FormulaFunction, values: readonly FormulaValue[]): void {
  const { takes, repeats } = known;
  const fits = repeats ? name === 'count' || values.length >= takes.length : values.length === takes.length;
  if (!fits) throw formulaError(`${name} takes ${takes.length} arguments, not ${values.length}`);
  for (const [index, value] of values.entries()) {
    const wanted = takes[Math.min(index, takes.length - 1)];
    if (wanted === 'any' || isNothing(value)) continue;
    const isRight = wanted === 'number' ? isNumber(value.kind) : value.kind === wanted;
    if (!isRight) throw formulaError(`${name} needs a ${wanted}, not a ${value.kind}`);
  }
}

function compileIn({ args }: CallNode, scope: FormulaScope): FormulaValue {
  const [operand, ...list] = args;
  if (operand === undefined) throw formulaError('IN needs a value');
  const value = compileFormula(operand, scope);
  const constants = list.map((entry) => {
    const isRight =
      entry.kind === 'value' && typeof entry.value === (isNumber(value.kind) ? 'number' : 'string');
    if (!isRight || entry.value === null || typeof entry.value === 'boolean')
      throw formulaError(`IN lists constants of a ${value.kind}`);
    return entry.value;
  });
  return { expression: isIn(value.expression, constants), kind: 'boolean' };
}

const dateUnits = { day: 86_400_000, hour: 3_600_000, minute: 60_000, second: 1_000 } as const;

/** `date_trunc('week', t)`, `date_part('hour', t)`, `date_diff('day', a, b)`, and `year(t)` … `second(t)`. */
function compileDate({ name, args }: CallNode, scope: FormulaScope): FormulaValue | null {
  const isPart = /^(year|quarter|month|week|weekday|day|hour|minute|second)$/.test(name);
  if (!isPart && name !== 'date_trunc' && name !== 'date_part' && name !== 'date_diff') return null;
  const [unit, ...rest] = isPart ? [{ kind: 'value', value: name } as const, ...args] : args;
  if (unit?.kind !== 'value' || typeof unit.value !== 'string')
    throw formulaError(`${name} takes a unit in quotes first`);
  const times = rest.map((arg) => compileFormula(arg, scope));
  if (times.length !== (name === 'date_diff' ? 2 : 1) || times.some(({ kind }) => kind !== 'time')) {
    throw formulaError(`${name} takes ${name === 'date_diff' ? 'two times' : 'a time'}`);
  }
  const [first, second] = times;
  if (first === undefined) throw formulaError(`${name} takes a time`);
  const parts = new DateParts(first.expression, scope.weekStart);
  if (name === 'date_trunc') return dated(parts.drill(unit.value), 'time', unit.value);
  if (name !== 'date_diff') return dated(parts.feature(unit.value), 'integer', unit.value);
  if (second === undefined || !Object.hasOwn(dateUnits, unit.value))
    throw formulaError(`date_diff counts ${Object.keys(dateUnits).join(', ')}`);
  return difference(first, second, unit.value as keyof typeof dateUnits);
}

function dated(expression: Expression | null, kind: FrameKind, unit: string): FormulaValue {
  if (expression === null) throw formulaError(`there is no unit ${unit}`);
  return { expression, kind };
}

/** Unit borders between two times, as SQL counts them. */
function difference(from: FormulaValue, to: FormulaValue, unit: keyof typeof dateUnits): FormulaValue {
  const { '-': minus } = formulaFunctions;
  const cut = ({ expression }: FormulaValue) => new DateParts(expression, 'monday').drill(unit) ?? expression;
  if (minus === undefined) throw formulaError('unreachable');
  const { '/': divided } = formulaFunctions;
  const expression = divided?.make(minus.make(cut(to), cut(from)), integer(dateUnits[unit]));
  return dated(expression ?? null, 'number', unit);
}
