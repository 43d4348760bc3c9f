import { commonAggregate, commonCall, commonWindow } from '../common-sql.ts';
import type { Dialect } from '../dialect.ts';
import { printSource } from '../layout.ts';
import { isPlainText } from '../plain-text.ts';
import { redshiftLayout } from './redshift-layout.ts';

const typeNames = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE PRECISION',
  boolean: 'BOOLEAN',
} as const;
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const yes = { supported: true } as const;

/** Amazon Redshift. Text values travel as bound parameters, since a backslash in a literal would be an escape. */
export const redshiftDialect: Dialect = Object.freeze({
  name: 'redshift',
  capabilities: {
    percentileAggregate: yes,
    approximateDistinct: yes,
    aggregateFilter: {
      supported: false,
      because: 'Redshift has no FILTER; aggregates look at CASE, exactly.',
    },
    fractionText: {
      supported: false,
      because: 'numbers with a fraction may be written differently as group names.',
      isOdd: (text) => /[.eE]/.test(text),
    },
    keepsSteps: {
      supported: false,
      because:
        'Redshift computes a step again for each step that reads it, so analyses take the plan that reads once.',
    },
  },
  quoteIdentifier: quote,
  typeName: (kind) => typeNames[kind],
  parameter: (index) => `$${index + 1}`,
  isLiteralSafe: isPlainText,
  call(call, args) {
    const [a = '', b = ''] = args;
    if (call.name === 'sameAs') return `(${a} = ${b} OR (${a} IS NULL AND ${b} IS NULL))`;
    if (call.name === 'monthNumber') {
      const date = `DATEADD(day, CAST(${a} AS INTEGER), DATE '1970-01-01')`;
      return `((EXTRACT(year FROM ${date}) - 1970) * 12 + EXTRACT(month FROM ${date}) - 1)`;
    }
    if (call.name === 'matches') return `(REGEXP_COUNT(${a}, ${b}, 1, 'p') > 0)`;
    if (call.name === 'monthStart') {
      return `DATEDIFF(day, DATE '1970-01-01', DATEADD(month, CAST(${a} AS INTEGER), DATE '1970-01-01'))`;
    }
    return commonCall(call, args);
  },
  aggregate(aggregate, args) {
    const [a = '*'] = args;
    if (aggregate.name === 'percentile' && 'fraction' in aggregate) {
      return `PERCENTILE_CONT(${aggregate.fraction}) WITHIN GROUP (ORDER BY ${a})`;
    }
    if (aggregate.name === 'bitOr') return `BIT_OR(${a})`;
    if (aggregate.name === 'approximateCountDistinct') return `APPROXIMATE COUNT(DISTINCT ${a})`;
    return commonAggregate(aggregate, args);
  },
  windowFunction: commonWindow,
  source: (source, context) => printSource(source, redshiftLayout, { context, quote }),
} satisfies Dialect);
