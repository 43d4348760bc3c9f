import type { Aggregate, Expression } from '../plan/expression.ts';
import {
  add,
  aggregate,
  cases,
  equal,
  floor,
  integer,
  multiply,
  nothing,
  number,
  over,
  subtract,
  toNumber,
} from '../plan/expressions.ts';
import type { NamedExpression, Plan, Select, Step } from '../plan/relation.ts';

type Percentile = Aggregate & { readonly fraction: number };

function isPercentile(expression: Expression): expression is Percentile {
  return expression.kind === 'aggregate' && expression.name === 'percentile';
}

/**
 * For engines that only estimate percentiles: ranks each group's values and interpolates between the two around position
 * `1 + (n - 1) * fraction`. Takes selects with one percentile beside their group columns, which is what planners make.
 */
export function interpolatePercentiles(plan: Plan): Plan {
  return { ...plan, steps: plan.steps.flatMap(rewriteStep) };
}

function rewriteStep(step: Step): readonly Step[] {
  const { relation } = step;
  if (relation.kind !== 'select') return [step];
  const wanted = relation.columns.find(({ expression }) => isPercentile(expression));
  if (wanted === undefined) return [step];
  return twoSteps(step.name, relation, wanted);
}

function twoSteps(name: string, select: Select, wanted: NamedExpression): readonly Step[] {
  const { expression } = wanted;
  const [argument] = isPercentile(expression) ? expression.args : [];
  if (!isPercentile(expression) || argument === undefined || expression.where !== undefined) {
    throw new Error('a percentile has one plain argument');
  }
  const { groupBy = [], having: _having, limit: _limit, ...plain } = select;
  const keys = select.columns.filter((column) => groupBy.includes(column.expression));
  const partitionBy = keys.map((key) => key.expression);
  const ranked: NamedExpression[] = [
    ...keys,
    { name: 'measured_value', expression: argument },
    { name: 'position', expression: over('rowNumber', [], { partitionBy, orderBy: [argument] }) },
    { name: 'value_count', expression: over('count', [argument], { partitionBy, orderBy: [] }) },
  ];
  const of = (column: string, type: Expression['type']): Expression => ({
    kind: 'column',
    of: 'r',
    name: column,
    type,
  });
  const columns = select.columns.map((old): NamedExpression => {
    if (old === wanted) return { name: old.name, expression: interpolated(of, expression.fraction) };
    return keys.includes(old) ? { name: old.name, expression: of(old.name, old.expression.type) } : old;
  });
  const answer: Select = {
    kind: 'select',
    columns,
    from: { step: `${name}_ranked`, alias: 'r' },
    joins: [],
    groupBy: columns
      .filter((_, index) => keys.some((key) => key === select.columns[index]))
      .map((key) => key.expression),
    distinct: false,
    orderBy: [],
  };
  return [
    { name: `${name}_ranked`, relation: Object.freeze({ ...plain, columns: ranked, orderBy: [] }) },
    { name, relation: Object.freeze(answer) },
  ];
}

/** Sum of the two values around the position, each with its share. */
function interpolated(
  column: (name: string, type: Expression['type']) => Expression,
  fraction: number,
): Expression {
  const value = toNumber(column('measured_value', 'number'));
  const position = toNumber(column('position', 'integer'));
  const place = multiply(toNumber(subtract(column('value_count', 'integer'), integer(1))), number(fraction));
  const lower = floor(place);
  const share = subtract(place, lower);
  return aggregate('sum', [
    cases(
      [
        { when: equal(position, add(lower, number(1))), result: multiply(value, subtract(number(1), share)) },
        { when: equal(position, add(lower, number(2))), result: multiply(value, share) },
      ],
      nothing('number'),
    ),
  ]);
}
