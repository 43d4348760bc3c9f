import { assertNever } from '@millstream/core';
import type { Plan, Relation, Select, Values } from '../plan/relation.ts';
import type { Dialect, ParameterValue, PrintContext, PrintedStatement } from './dialect.ts';
import { expressionPrinter, type Print, printOrder } from './print-expression.ts';

/** Prints a plan as one statement: a WITH list of its steps, the last one as its body. */
export function printPlan(plan: Plan, engineDialect: Dialect): PrintedStatement {
  const dialect = engineDialect.forPlan?.(plan) ?? engineDialect;
  const parameters: ParameterValue[] = [];
  const context: PrintContext = {
    text(value) {
      if (dialect.isLiteralSafe(value)) return `'${value}'`;
      parameters.push(value);
      return dialect.parameter(parameters.length - 1);
    },
  };
  const print = expressionPrinter(dialect, context);
  const canInline = dialect.capabilities.keepsSteps.supported;
  const printed = plan.steps.map(({ name, relation, inline = false }) => ({
    name: `${dialect.quoteIdentifier(name)} AS${inline && canInline ? ' NOT MATERIALIZED' : ''}`,
    sql: printRelation(relation, dialect, { print, context }),
  }));
  const body = printed.at(-1);
  if (body === undefined) throw new Error('a plan has no steps');
  const list = printed.slice(0, -1).map(({ name, sql }) => `${name} (\n  ${sql}\n)`);
  const purpose = plan.purpose.replaceAll(/[^\w .-]/g, ' ');
  const sql = `/* millstream ${purpose} */\n${list.length === 0 ? '' : `WITH ${list.join(',\n')}\n`}${body.sql}`;
  return { sql, parameters };
}

interface Printer {
  readonly print: Print;
  readonly context: PrintContext;
}

function printRelation(relation: Relation, dialect: Dialect, printer: Printer): string {
  switch (relation.kind) {
    case 'select':
      return printSelect(relation, dialect, printer.print);
    case 'union':
      return relation.inputs
        .map((input) => printSelect(input, dialect, printer.print))
        .join('\n  UNION ALL\n  ');
    case 'values':
      return printValues(relation, dialect, printer.print);
    case 'sequences':
      if (dialect.sequences === undefined) throw new Error(`${dialect.name} has no ordered lists`);
      return dialect.sequences(relation);
    case 'events':
    case 'users':
    case 'members':
    case 'rows':
      return dialect.source(relation, printer.context);
    default:
      return assertNever(relation);
  }
}

function printSelect(select: Select, dialect: Dialect, print: Print): string {
  const quote = (name: string) => dialect.quoteIdentifier(name);
  const columns = select.columns.map(({ name, expression }) => `${print(expression)} AS ${quote(name)}`);
  const joins = select.joins.map(
    ({ type, step, alias, on }) =>
      ` ${type === 'left' ? 'LEFT JOIN' : 'JOIN'} ${quote(step)} AS ${quote(alias)} ON ${print(on)}`,
  );
  const group =
    select.groupBy?.map((key) => {
      // By position where it is an output column: printed twice, its parameters would be two different ones.
      const position = select.columns.findIndex(({ expression }) => expression === key);
      return position < 0 ? print(key) : String(position + 1);
    }) ?? [];
  const order = select.orderBy.map((key) => printOrder(key, print));
  return [
    `SELECT${select.distinct ? ' DISTINCT' : ''} ${columns.join(', ')}`,
    ` FROM ${quote(select.from.step)} AS ${quote(select.from.alias)}${joins.join('')}`,
    select.where === undefined ? '' : ` WHERE ${print(select.where)}`,
    group.length === 0 ? '' : ` GROUP BY ${group.join(', ')}`,
    select.having === undefined ? '' : ` HAVING ${print(select.having)}`,
    order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`,
    select.limit === undefined ? '' : ` LIMIT ${select.limit}`,
  ].join('');
}

function printValues({ columns, rows }: Values, dialect: Dialect, print: Print): string {
  const line = (row: Values['rows'][number]) =>
    `SELECT ${columns
      .map(({ name, type }, index) => {
        const value = print({ kind: 'value', value: row[index] ?? null, type });
        return `CAST(${value} AS ${dialect.typeName(type)}) AS ${dialect.quoteIdentifier(name)}`;
      })
      .join(', ')}`;
  if (rows.length === 0) return `${line([])} WHERE FALSE`;
  return rows.map(line).join(' UNION ALL ');
}
