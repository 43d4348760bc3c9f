import type { Rollups } from '../../plan/source.ts';
import { commonAggregate, commonCall, commonWindow } from '../common-sql.ts';
import type { Dialect } from '../dialect.ts';
import { printSource } from '../layout.ts';
import { isPlainText } from '../plain-text.ts';
import { fitsActivity, printActivity } from './activity-layout.ts';
import { duckdbLayout } from './duckdb-layout.ts';
import { printPackedSequences } from './print-packed-sequences.ts';
import { printSequences } from './print-sequences.ts';
import { printRollup } from './rollup-layout.ts';

const typeNames = { text: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN' } as const;
const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const yes = { supported: true } as const;

/** DuckDB over the views of the modelled tables alone. */
export const duckdbDialect: Dialect = Object.freeze({
  name: 'duckdb',
  capabilities: {
    percentileAggregate: yes,
    approximateDistinct: yes,
    aggregateFilter: yes,
    fractionText: yes,
    keepsSteps: yes,
  },
  quoteIdentifier: quote,
  typeName: (kind) => typeNames[kind],
  parameter: (index) => `$${index + 1}`,
  // As a literal the optimizer knows the value and skips row groups; anything unusual is bound.
  isLiteralSafe: isPlainText,
  call(call, args) {
    const [a = '', b = ''] = args;
    if (call.name === 'floorDivide') return `(${a} // ${b})`;
    // Functions of one column are worked out once for each word of its dictionary, operators for each row.
    if (call.name === 'placeAmong') return `list_position([${args.slice(1).join(', ')}], ${a})`;
    if (call.name === 'contains') return `contains(${a}, ${b})`;
    if (call.name === 'matches') return `regexp_matches(${a}, ${b})`;
    if (call.name === 'monthStart') {
      return `(make_date(1970 + ${a} // 12, ${a} % 12 + 1, 1) - DATE '1970-01-01')`;
    }
    return commonCall(call, args);
  },
  notIn: {
    // A table is made of longer lists, which is then faster than to search them word by word.
    most: 50,
    print: (operand, values) => `(NOT list_contains([${values.join(', ')}], ${operand}))`,
  },
  aggregate(aggregate, args) {
    const [a = '*'] = args;
    if (aggregate.name === 'percentile' && 'fraction' in aggregate) {
      return `quantile_cont(CAST(${a} AS DOUBLE), ${aggregate.fraction})`;
    }
    if (aggregate.name === 'bitOr') return `bit_or(${a})`;
    if (aggregate.name === 'approximateCountDistinct') return `approx_count_distinct(${a})`;
    if (aggregate.name === 'setKey') return `list_sort(list(${a}))`;
    // The engine widens sums of whole numbers to 128 bits.
    if (aggregate.name === 'sum' && aggregate.type === 'integer') return `CAST(sum(${a}) AS BIGINT)`;
    return commonAggregate(aggregate, args);
  },
  windowFunction(window, args) {
    const [a = ''] = args;
    if (window.ignoreNulls) {
      const plain = commonWindow({ ...window, ignoreNulls: false }, args);
      return `${plain.slice(0, -1)} IGNORE NULLS)`;
    }
    if (window.name === 'sum' && window.type === 'integer') return `sum(${a})`;
    return commonWindow(window, args);
  },
  sequences: (sequences) => printSequences(sequences, quote),
  source: (source, context) =>
    printRollup(source, context) ?? printSource(source, duckdbLayout, { context, quote }),
} satisfies Dialect);

/** DuckDB with the narrow view `activity`, which has these preset columns, and rollups: the embedded warehouse. */
export function duckdbActivityDialect(columns: ReadonlySet<string>, rollups?: Rollups): Dialect {
  const narrow: Dialect = Object.freeze({
    ...duckdbDialect,
    // Where one source of a plan is narrow, all that give keys are.
    sequences: (sequences) => printPackedSequences(sequences, quote),
    source(source, context) {
      const printed = source.kind === 'events' ? printActivity(source, context, columns) : null;
      return printed ?? duckdbDialect.source(source, context);
    },
  } satisfies Dialect);
  return Object.freeze({
    ...narrow,
    ...(rollups === undefined ? {} : { rollups }),
    forPlan: (plan) => (fitsActivity(plan, columns) ? narrow : duckdbDialect),
  } satisfies Dialect);
}
