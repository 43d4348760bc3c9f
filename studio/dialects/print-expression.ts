import { assertNever } from '@millstream/core';
import type {
  Aggregate,
  Call,
  Expression,
  InList,
  Order,
  RowFrame,
  Value,
  Window,
} from '../plan/expression.ts';
import type { Dialect, PrintContext } from './dialect.ts';

/** A double as a literal that every engine reads as a double. */
function doubleLiteral(value: number): string {
  return value.toExponential().replace('e+', 'e');
}

function printValue({ value, type }: Value, dialect: Dialect, context: PrintContext): string {
  if (value === null) return `CAST(NULL AS ${dialect.typeName(type)})`;
  switch (typeof value) {
    case 'string':
      return context.text(value);
    case 'boolean':
      return value ? 'TRUE' : 'FALSE';
    case 'number': {
      if (!Number.isFinite(value)) throw new Error('a constant is no finite number');
      const literal = type === 'integer' ? String(Math.trunc(value)) : doubleLiteral(value);
      return value < 0 ? `(${literal})` : literal;
    }
    default:
      return assertNever(value);
  }
}

function printValues({ values }: InList, context: PrintContext): readonly string[] {
  return values.map((value) =>
    typeof value === 'string'
      ? context.text(value)
      : Number.isInteger(value)
        ? String(value)
        : doubleLiteral(value),
  );
}

function printList(list: InList, print: Print, context: PrintContext): string {
  return `(${print(list.operand)} IN (${printValues(list, context).join(', ')}))`;
}

/** The negation of a list of texts, where the dialect has its own. */
function printNotIn(
  call: Call,
  dialect: Dialect,
  printer: { readonly print: Print; readonly context: PrintContext },
): string | null {
  const [list] = call.args;
  const { notIn } = dialect;
  if (notIn === undefined || call.name !== 'not' || list?.kind !== 'in') return null;
  if (list.operand.type !== 'text' || list.values.length > notIn.most) return null;
  return notIn.print(printer.print(list.operand), printValues(list, printer.context));
}

/** Prints an expression of the same statement. */
export type Print = (expression: Expression) => string;

function printAggregate(aggregate: Aggregate, dialect: Dialect, print: Print): string {
  const { where } = aggregate;
  if (where === undefined) return dialect.aggregate(aggregate, aggregate.args.map(print));
  if (dialect.capabilities.aggregateFilter.supported) {
    return `${dialect.aggregate(aggregate, aggregate.args.map(print))} FILTER (WHERE ${print(where)})`;
  }
  const args = aggregate.args.length === 0 ? ['1'] : aggregate.args.map(print);
  const limited = args.map((arg, index) => (index === 0 ? `CASE WHEN ${print(where)} THEN ${arg} END` : arg));
  // `count(*)` of some rows is the count of a value that the others lack.
  const counted = aggregate.args.length === 0 ? { ...aggregate, args: [where] } : aggregate;
  return dialect.aggregate(counted, limited);
}

/** One key of an order; where nulls go is always said, since engines differ. */
export function printOrder({ by, descending, nullsFirst }: Order, print: Print): string {
  return `${print(by)}${descending ? ' DESC' : ''} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
}

function frameEdge(distance: number | null, unbounded: 'PRECEDING' | 'FOLLOWING'): string {
  if (distance === null) return `UNBOUNDED ${unbounded}`;
  if (distance === 0) return 'CURRENT ROW';
  return distance < 0 ? `${-distance} PRECEDING` : `${distance} FOLLOWING`;
}

function printFrame({ from, to }: RowFrame): string {
  return ` ROWS BETWEEN ${frameEdge(from, 'PRECEDING')} AND ${frameEdge(to, 'FOLLOWING')}`;
}

function printWindow(window: Window, dialect: Dialect, print: Print): string {
  const partition = window.partitionBy.map(print).join(', ');
  const order = window.orderBy.map((key) => printOrder(key, print)).join(', ');
  const parts = [
    ...(partition === '' ? [] : [`PARTITION BY ${partition}`]),
    ...(order === '' ? [] : [`ORDER BY ${order}`]),
  ];
  const frame = window.frame === undefined ? '' : printFrame(window.frame);
  return `${dialect.windowFunction(window, window.args.map(print))} OVER (${parts.join(' ')}${frame})`;
}

/** Prints expressions of one statement. */
export function expressionPrinter(dialect: Dialect, context: PrintContext): Print {
  return function print(expression: Expression): string {
    switch (expression.kind) {
      case 'column':
        return `${dialect.quoteIdentifier(expression.of)}.${dialect.quoteIdentifier(expression.name)}`;
      case 'value':
        return printValue(expression, dialect, context);
      case 'call':
        return (
          printNotIn(expression, dialect, { print, context }) ??
          dialect.call(expression, expression.args.map(print))
        );
      case 'case': {
        const branches = expression.branches.map(
          ({ when, result }) => `WHEN ${print(when)} THEN ${print(result)}`,
        );
        return `CASE ${branches.join(' ')} ELSE ${print(expression.otherwise)} END`;
      }
      case 'in':
        return printList(expression, print, context);
      case 'aggregate':
        return printAggregate(expression, dialect, print);
      case 'window':
        return printWindow(expression, dialect, print);
      default:
        return assertNever(expression);
    }
  };
}
