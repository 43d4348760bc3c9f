import { assertNever } from '@millstream/core';
import type { Expression } from '../plan/expression.ts';
import {
  and,
  boolean,
  coalesce,
  contains,
  equal,
  greater,
  greaterOrEqual,
  integer,
  isIn,
  isNotNull,
  isNull,
  less,
  lessOrEqual,
  not,
  number,
  or,
  text,
} from '../plan/expressions.ts';
import type { FieldCondition } from '../spec/filter-node.ts';

/** A value of a condition as a constant of the column's kind. */
function constant(value: string | number): Expression {
  if (typeof value === 'string') return text(value);
  return Number.isSafeInteger(value) ? integer(value) : number(value);
}

/** False where the condition is unknown: a null field matches none of the positive operators. */
const known = (condition: Expression): Expression => coalesce(condition, boolean(false));

function containsAny(column: Expression, values: readonly (string | number)[]): Expression {
  // Every text contains the empty one; engines differ about that.
  if (values.some((value) => value === '')) return isNotNull(column);
  return known(or(...values.map((value) => contains(column, text(String(value))))));
}

function compare(operator: '>' | '>=' | '<' | '<=', column: Expression, value: Expression): Expression {
  switch (operator) {
    case '>':
      return greater(column, value);
    case '>=':
      return greaterOrEqual(column, value);
    case '<':
      return less(column, value);
    case '<=':
      return lessOrEqual(column, value);
  }
}

/** A condition by the table of operators (explorations 1.5): always true or false, never null. */
export function compileCondition(
  { operator, value = [] }: Pick<FieldCondition, 'operator' | 'value'>,
  column: Expression,
): Expression {
  const [first = '', second = ''] = value;
  switch (operator) {
    case 'is_null':
      return isNull(column);
    case 'is_not_null':
      return isNotNull(column);
    case '=':
      return known(equal(column, constant(first)));
    case '!=':
      return not(known(equal(column, constant(first))));
    case 'in':
      return known(isIn(column, value));
    case 'not_in':
      return not(known(isIn(column, value)));
    case 'contains':
      return containsAny(column, value);
    case 'not_contains':
      return not(containsAny(column, value));
    case '>':
    case '>=':
    case '<':
    case '<=':
      return known(compare(operator, column, constant(first)));
    case 'between':
      return known(and(greaterOrEqual(column, constant(first)), lessOrEqual(column, constant(second))));
    case 'is_true':
      return known(equal(column, boolean(true)));
    case 'is_false':
      return not(known(equal(column, boolean(true))));
    default:
      return assertNever(operator);
  }
}
