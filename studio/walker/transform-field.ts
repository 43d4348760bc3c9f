import { CodedError } from '@millstream/core';
import type { Expression } from '../plan/expression.ts';
import {
  add,
  coalesce,
  divide,
  floor,
  greater,
  integer,
  isNull,
  least,
  ln,
  multiply,
  number,
  over,
  subtract,
  toInteger,
  toNumber,
  when,
} from '../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../plan/plan-builder.ts';
import type { WeekStart } from '../time/time-range.ts';
import { DateParts } from './date-parts.ts';
import { compileFormula } from './formula/compile-formula.ts';
import { parseFormula } from './formula/parse-formula.ts';
import { columnOf, type Frame, type FrameColumn, type FrameKind, fieldIn, numberOf } from './frame.ts';
import type { WalkerExpression } from './walker-request.ts';

/** Where a field is computed. */
export interface TransformPlace {
  readonly frame: Frame;
  readonly scope: Scope;
  readonly weekStart: WeekStart;
  /** JSON pointer of the expression. */
  readonly place: string;
}

/** A computed field: its value, and the upper bound when it is a bin. */
export interface TransformedField {
  readonly value: Expression;
  readonly kind: FrameKind;
  readonly upper?: Expression;
}

const everything = { partitionBy: [], orderBy: [] };
const defaultBins = 10;

function parameter(expression: WalkerExpression, type: string): unknown {
  return expression.params.find((entry) => entry.type === type)?.value;
}

function unsupported(place: string, what: string): CodedError {
  return new CodedError('WALKER_UNSUPPORTED', { place, what });
}

/** Bounds of the bin of equal width that a value lies in; the last one includes its end. Null stays null. */
function equalBins(value: Expression, bins: number): { readonly low: Expression; readonly high: Expression } {
  const low = over('min', [value], everything);
  const step = divide(subtract(over('max', [value], everything), low), number(bins));
  // All values are equal: everything lies in the first bin.
  const index = least(coalesce(floor(divide(subtract(value, low), step)), number(0)), number(bins - 1));
  const at = (place: Expression) => when(isNull(value), number(null), add(multiply(place, step), low));
  return { low: at(index), high: at(add(index, number(1))) };
}

/** Number of the bin (from 1) when values in order are cut into bins of equally many. */
function countedBin(value: Expression, bins: number): Expression {
  const place = toNumber(subtract(over('rowNumber', [], { partitionBy: [], orderBy: [value] }), integer(1)));
  const size = divide(toNumber(over('count', [], everything)), number(bins));
  return toInteger(add(least(coalesce(floor(divide(place, size)), number(0)), number(bins - 1)), number(1)));
}

function logarithm(value: Expression, base: number): TransformedField {
  const safe = when(greater(value, number(0)), divide(ln(toNumber(value)), number(Math.log(base))));
  return { value: safe, kind: 'number' };
}

function dateField(
  expression: WalkerExpression,
  { frame, scope, weekStart, place }: TransformPlace,
): TransformedField {
  const [fid, level] = [String(parameter(expression, 'field')), String(parameter(expression, 'value'))];
  if (fieldIn(frame, fid, place).kind !== 'time') throw unsupported(place, `${fid} is no time`);
  const parts = new DateParts(columnOf(frame, fid, { scope, place }), weekStart);
  const isDrill = expression.op === 'dateTimeDrill';
  const value = isDrill ? parts.drill(level) : parts.feature(level);
  if (value === null) throw unsupported(place, `there is no unit ${level}`);
  return { value, kind: isDrill ? 'time' : 'integer' };
}

/** A computed field of a transform step. @throws CodedError WALKER_UNSUPPORTED, FORMULA_INVALID, FIELD_UNKNOWN */
export function transformField(expression: WalkerExpression, at: TransformPlace): TransformedField {
  const { frame, scope, place } = at;
  const value = () => numberOf(frame, String(parameter(expression, 'field')), { scope, place });
  switch (expression.op) {
    case 'one':
      return { value: integer(1), kind: 'integer' };
    case 'log2':
      return logarithm(value(), 2);
    case 'log10':
      return logarithm(value(), 10);
    case 'log':
      return logarithm(value(), expression.num ?? 10);
    case 'bin': {
      const { low, high } = equalBins(value(), expression.num ?? defaultBins);
      return { value: low, upper: high, kind: 'number' };
    }
    case 'binCount':
      return { value: countedBin(value(), expression.num ?? defaultBins), kind: 'integer' };
    case 'dateTimeDrill':
    case 'dateTimeFeature':
      return dateField(expression, at);
    case 'expr': {
      const made = compileFormula(parseFormula(String(parameter(expression, 'sql'))), {
        isGroup: false,
        weekStart: at.weekStart,
        field: (fid) => ({
          expression: columnOf(frame, fid, { scope, place }),
          kind: fieldIn(frame, fid, place).kind,
        }),
      });
      return { value: made.expression, kind: made.kind };
    }
    default:
      throw unsupported(place, `the transformation ${expression.op} is drawn by hand`);
  }
}

/** Adds one column to a frame; window functions see the rows of the frame as they are. */
export function addField(
  builder: PlanBuilder,
  frame: Frame,
  made: { readonly name: string; readonly fid: string; readonly field: (scope: Scope) => TransformedField },
): Frame {
  const scope = frame.step.as('f');
  const { value, upper, kind } = made.field(scope);
  const column = `${made.name}_value`;
  const step: StepRef = builder.select(made.name, {
    from: scope,
    columns: { ...scope.all(), [column]: value, ...(upper === undefined ? {} : { [`${column}_to`]: upper }) },
  });
  const added: FrameColumn = { column, kind, ...(upper === undefined ? {} : { upper: `${column}_to` }) };
  return { step, fields: new Map([...frame.fields, [made.fid, added]]) };
}
