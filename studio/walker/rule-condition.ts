import type { Expression } from '../plan/expression.ts';
import {
  and,
  boolean,
  coalesce,
  equal,
  greaterOrEqual,
  isIn,
  isNull,
  lessOrEqual,
  matches,
  not,
  number,
  numberText,
  or,
  text,
  when,
} from '../plan/expressions.ts';
import type { Scope } from '../plan/plan-builder.ts';
import type { FrameColumn } from './frame.ts';
import type { WalkerRule } from './walker-request.ts';

const known = (condition: Expression): Expression => coalesce(condition, boolean(false));

type ListValue = Extract<WalkerRule, { type: 'one of' }>['value'][number];

/** Whether the field is one of the values; values of another kind never match, null matches null. */
function oneOf(field: FrameColumn, values: readonly ListValue[], scope: Scope): Expression {
  const column = scope.col(field.column);
  const parts: Expression[] = [];
  if (values.includes(null)) parts.push(isNull(column));
  if (field.upper !== undefined) {
    const upper = scope.col(field.upper);
    for (const value of values) {
      if (!Array.isArray(value)) continue;
      const [low, high] = value;
      parts.push(known(and(equal(column, number(low)), equal(upper, number(high)))));
    }
    return or(...parts);
  }
  if (field.kind === 'boolean') {
    for (const value of values) {
      const truth = value === 'true' ? true : value === 'false' ? false : value;
      if (typeof truth === 'boolean') parts.push(known(equal(column, boolean(truth))));
    }
    return or(...parts);
  }
  const type = field.kind === 'text' ? 'string' : 'number';
  const list = values.filter((value): value is string | number => typeof value === type);
  if (list.length > 0) parts.push(known(isIn(column, list)));
  return or(...parts);
}

function within(column: Expression, [low, high]: readonly [number | null, number | null]): Expression {
  return known(
    and(
      ...(low === null ? [] : [greaterOrEqual(column, number(low))]),
      ...(high === null ? [] : [lessOrEqual(column, number(high))]),
      not(isNull(column)),
    ),
  );
}

function asText(field: FrameColumn, column: Expression): Expression {
  if (field.kind === 'text') return column;
  if (field.kind === 'boolean') return when(column, text('true'), when(not(column), text('false')));
  return numberText(column);
}

/** A rule as a condition: always true or false. Numbers are not within a range of texts, and the other way round. */
export function ruleCondition(field: FrameColumn, rule: WalkerRule, scope: Scope): Expression {
  const column = scope.col(field.column);
  switch (rule.type) {
    case 'one of':
      return oneOf(field, rule.value, scope);
    case 'not in':
      return not(oneOf(field, rule.value, scope));
    case 'range':
    case 'temporal range':
      return field.kind === 'text' || field.kind === 'boolean' ? boolean(false) : within(column, rule.value);
    case 'regexp': {
      const pattern = rule.caseSensitive === true ? rule.value : `(?i)${rule.value}`;
      return known(matches(asText(field, column), text(pattern)));
    }
  }
}
