import { assertNever } from '@millstream/core';
import type { Aggregate, Call, Window } from '../plan/expression.ts';

const infix: Readonly<Partial<Record<Call['name'], string>>> = {
  equal: '=',
  notEqual: '<>',
  less: '<',
  lessOrEqual: '<=',
  greater: '>',
  greaterOrEqual: '>=',
  add: '+',
  subtract: '-',
  multiply: '*',
  modulo: '%',
};

/** SQL that DuckDB, Trino and Redshift share for a call; a dialect prints what it does otherwise before asking here. */
export function commonCall({ name, args: nodes }: Call, args: readonly string[]): string {
  const [a = '', b = ''] = args;
  const operator = infix[name];
  if (operator !== undefined) return `(${a} ${operator} ${b})`;
  switch (name) {
    case 'and':
      return `(${args.join(' AND ')})`;
    case 'or':
      return `(${args.join(' OR ')})`;
    case 'not':
      return `(NOT ${a})`;
    case 'isNull':
      return `(${a} IS NULL)`;
    case 'sameAs':
      return `(${a} IS NOT DISTINCT FROM ${b})`;
    case 'divide':
      return `(CAST(${a} AS DOUBLE PRECISION) / NULLIF(CAST(${b} AS DOUBLE PRECISION), 0))`;
    case 'floorDivide':
      return `(${a} / ${b})`;
    case 'coalesce':
    case 'least':
    case 'greatest':
      return `${name}(${args.join(', ')})`;
    case 'contains':
      return `(strpos(${a}, ${b}) > 0)`;
    case 'concat':
      return `(${args.join(' || ')})`;
    case 'placeAmong':
      return `CASE ${a} ${args
        .slice(1)
        .map((value, index) => `WHEN ${value} THEN ${index + 1}`)
        .join(' ')} END`;
    case 'left':
      return `substr(${a}, 1, ${b})`;
    case 'numberText':
      return nodes[0]?.type === 'integer'
        ? `CAST(${a} AS VARCHAR)`
        : wholeNumberText(a, `CAST(${a} AS VARCHAR)`);
    case 'toNumber':
      return `CAST(${a} AS DOUBLE PRECISION)`;
    case 'toInteger':
      return `CAST(${a} AS BIGINT)`;
    case 'power':
      return `power(CAST(${a} AS DOUBLE PRECISION), ${b})`;
    case 'floor':
    case 'ln':
    case 'abs':
    case 'upper':
    case 'lower':
    case 'length':
      return `${name}(${a})`;
    case 'matches':
      return `regexp_like(${a}, ${b})`;
    case 'monthStart':
      throw new Error('each dialect prints monthStart itself');
    case 'monthNumber': {
      const date = `(DATE '1970-01-01' + CAST(${a} AS INTEGER))`;
      return `((extract(year FROM ${date}) - 1970) * 12 + extract(month FROM ${date}) - 1)`;
    }
    case 'equal':
    case 'notEqual':
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual':
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'modulo':
      throw new Error('printed above');
    default:
      return assertNever(name);
  }
}

/** Whole doubles print without a fraction; `otherwise` prints the rest. */
export function wholeNumberText(value: string, otherwise: string): string {
  return `CASE WHEN ${value} = floor(${value}) AND abs(${value}) < 1e15 THEN CAST(CAST(${value} AS BIGINT) AS VARCHAR) ELSE ${otherwise} END`;
}

/** SQL that the engines share for an aggregate; sums of whole numbers stay 64-bit. */
export function commonAggregate(
  { name, type, args: nodes }: Aggregate | Window,
  args: readonly string[],
): string {
  const [a = '*'] = args;
  switch (name) {
    case 'count':
      return `count(${nodes.length === 0 ? '*' : a})`;
    case 'countDistinct':
      return `count(DISTINCT ${a})`;
    case 'sum':
      return `sum(${a})`;
    case 'min':
    case 'max':
      return `${name}(${a})`;
    case 'varPop':
      return `var_pop(CAST(${a} AS DOUBLE PRECISION))`;
    case 'stddevPop':
      return `stddev_pop(CAST(${a} AS DOUBLE PRECISION))`;
    case 'avg':
      return `avg(${type === 'number' ? `CAST(${a} AS DOUBLE PRECISION)` : a})`;
    default:
      throw new Error(`this engine prints ${name} itself`);
  }
}

const windowNames = {
  rowNumber: 'row_number',
  lag: 'lag',
  lead: 'lead',
  firstValue: 'first_value',
  lastValue: 'last_value',
};

/** SQL that the engines share for a function over a window, without OVER. */
export function commonWindow(window: Window, args: readonly string[]): string {
  const { name } = window;
  if (
    name === 'rowNumber' ||
    name === 'lag' ||
    name === 'lead' ||
    name === 'firstValue' ||
    name === 'lastValue'
  ) {
    return `${windowNames[name]}(${args.join(', ')})${window.ignoreNulls ? ' IGNORE NULLS' : ''}`;
  }
  return commonAggregate(window, args);
}
