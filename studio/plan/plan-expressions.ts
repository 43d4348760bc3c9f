import { assertNever } from '@millstream/core';
import type { Expression } from './expression.ts';
import type { Plan, Relation, Select } from './relation.ts';

/** Expressions that stand directly within another one. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'value':
      return [];
    case 'call':
      return expression.args;
    case 'case':
      return [...expression.branches.flatMap(({ when, result }) => [when, result]), expression.otherwise];
    case 'in':
      return [expression.operand];
    case 'aggregate':
      return [...expression.args, ...(expression.where === undefined ? [] : [expression.where])];
    case 'window':
      return [...expression.args, ...expression.partitionBy, ...expression.orderBy.map(({ by }) => by)];
    default:
      return assertNever(expression);
  }
}

function selectsOf(relation: Relation): readonly Select[] {
  if (relation.kind === 'select') return [relation];
  return relation.kind === 'union' ? relation.inputs : [];
}

function expressionsOf(select: Select): readonly Expression[] {
  const { columns, joins, where, groupBy = [], having, orderBy } = select;
  const conditions = [where, having].filter((condition) => condition !== undefined);
  return [
    ...columns.map(({ expression }) => expression),
    ...joins.map(({ on }) => on),
    ...conditions,
    ...groupBy,
    ...orderBy.map(({ by }) => by),
  ];
}

/** Whether an expression, at any depth of any step of a plan, is such a one. */
export function planHas({ steps }: Plan, isWanted: (expression: Expression) => boolean): boolean {
  const has = (expression: Expression): boolean => isWanted(expression) || partsOf(expression).some(has);
  return steps.some(({ relation }) => selectsOf(relation).some((select) => expressionsOf(select).some(has)));
}
