import { commonAggregate, commonCall, commonWindow, wholeNumberText } from '../common-sql.ts';
import type { Dialect } from '../dialect.ts';
import { printSource } from '../layout.ts';
import { isPlainText } from '../plain-text.ts';
import { trinoLayout } from './trino-layout.ts';

const typeNames = { text: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const yes = { supported: true } as const;

/** Trino, and Athena, which speaks its SQL. */
export const trinoDialect: Dialect = Object.freeze({
  name: 'trino',
  capabilities: {
    percentileAggregate: {
      supported: false,
      because: 'Trino only estimates percentiles; they are interpolated over row numbers instead, exactly.',
    },
    approximateDistinct: yes,
    aggregateFilter: yes,
    fractionText: {
      supported: false,
      because: 'very large and very small numbers with a fraction are written differently as group names.',
      isOdd: (text) => text.includes('E'),
    },
    keepsSteps: {
      supported: false,
      because:
        'Trino computes a step again for each step that reads it, so analyses take the plan that reads once.',
    },
  },
  quoteIdentifier: quote,
  typeName: (kind) => typeNames[kind],
  parameter: () => '?',
  isLiteralSafe: isPlainText,
  call(call, args) {
    const [a = ''] = args;
    if (call.name === 'monthNumber') {
      const date = `date_add('day', ${a}, DATE '1970-01-01')`;
      return `((year(${date}) - 1970) * 12 + month(${date}) - 1)`;
    }
    if (call.name === 'monthStart') {
      return `date_diff('day', DATE '1970-01-01', date_add('month', ${a}, DATE '1970-01-01'))`;
    }
    if (call.name === 'numberText' && call.args[0]?.type === 'number') {
      return wholeNumberText(a, `json_format(CAST(${a} AS JSON))`);
    }
    return commonCall(call, args);
  },
  aggregate(aggregate, args) {
    if (aggregate.name === 'bitOr') return `bitwise_or_agg(${args[0]})`;
    if (aggregate.name === 'approximateCountDistinct') return `approx_distinct(${args[0]})`;
    return commonAggregate(aggregate, args);
  },
  windowFunction: commonWindow,
  source: (source, context) => printSource(source, trinoLayout, { context, quote }),
} satisfies Dialect);
