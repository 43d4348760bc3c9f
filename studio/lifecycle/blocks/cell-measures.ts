import { assertNever } from '@millstream/core';
import { sameKeys } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  coalesce,
  count,
  countDistinct,
  equal,
  greater,
  greaterOrEqual,
  integer,
  isNotNull,
  less,
  max,
  or,
  sum,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { partOfRows } from '../facts/event-parts.ts';
import { afterBucket, beforeBucket } from '../facts/fact-bucket.ts';
import { type FactPart, largestParts, summedParts } from '../facts/fact-column.ts';
import { type Measure, measureColumns } from './measure.ts';

/** Least duration of an engaged session, ms, and least number of its views. */
const engaged = { durationMs: 10_000, views: 2 } as const;

const userMeasures: readonly Measure[] = [
  'users',
  'newUsers',
  'firstDayUsers',
  'returningUsers',
  'crashedUsers',
];
const sessionMeasures: readonly Measure[] = ['sessions', 'engagedSessions', 'engagedMs'];

/** What is counted over which sets. */
export interface CellOptions {
  /** Prefix of the steps' names. */
  readonly name: string;
  readonly measures: readonly Measure[];
  /** Columns that tell the sets apart; without `bucket` a set is the whole window. */
  readonly keys: readonly string[];
}

/**
 * A step with the keys and one column a measure. Sessions are told apart first, then users, so that the rows are read once
 * and everything distinct is counted exactly.
 */
export function cellMeasures(builder: PlanBuilder, rows: StepRef, options: CellOptions): StepRef {
  const { name, measures, keys } = options;
  const needsUsers = measures.some((measure) => userMeasures.includes(measure));
  const needsSessions = measures.some((measure) => sessionMeasures.includes(measure));
  const person = needsUsers ? ['person'] : [];
  let step = rows;
  if (needsSessions) {
    step = grouped(builder, step, {
      ...options,
      name: `${name}_s`,
      by: [...keys, 'device', 'session'],
      carried: person,
    });
  }
  if (needsUsers) step = grouped(builder, step, { ...options, name: `${name}_u`, by: [...keys, 'person'] });
  const scope = step.as('c');
  const columns = measures
    .filter((measure) => measure !== 'newDevices')
    .map((measure) => [measure, measureOf(scope, measure, keys.includes('bucket'))] as const);
  const counted = builder.select(name, {
    from: scope,
    columns: { ...scope.cols(...keys), ...Object.fromEntries(columns) },
    groupBy: keys,
  });
  return measures.includes('newDevices') ? withNewDevices(builder, rows, { counted, options }) : counted;
}

/** Parts that the measures are counted from. */
function partsOf(measures: readonly Measure[]): readonly FactPart[] {
  const wanted = new Set<string>(measures.flatMap((measure) => measureColumns[measure]));
  return [...summedParts, ...largestParts].filter((part) => wanted.has(part));
}

/** One row a group: parts added up, flags of the user kept, sessions turned into numbers once they are told apart. */
function grouped(
  builder: PlanBuilder,
  from: StepRef,
  {
    name,
    by,
    measures,
    carried = [],
  }: CellOptions & {
    readonly by: readonly string[];
    /** Columns that the others decide: a device has one user. */
    readonly carried?: readonly string[];
  },
): StepRef {
  const rows = from.as('r');
  const isOfSession = by.includes('session');
  const columns: Record<string, Expression> = rows.cols(...by);
  for (const column of carried) columns[column] = max(rows.col(column));
  for (const part of partsOf(measures)) {
    if (from.columns.has(part)) columns[part] = partOfRows(rows, part);
  }
  if (from.columns.has('session') && !isOfSession) Object.assign(columns, sessionNumbers(rows, measures));
  if (needsTouch(measures)) Object.assign(columns, touchOf(rows));
  return builder.select(name, { from: rows, columns, groupBy: by });
}

const needsTouch = (measures: readonly Measure[]): boolean =>
  measures.some((measure) => measureColumns[measure].includes('first_bucket'));

function touchOf(rows: Scope): Record<string, Expression> {
  const isGrouped = rows.step.columns.has('last_bucket');
  const first = rows.col('first_bucket');
  const bucket = () => rows.col('bucket');
  return {
    first_bucket: max(first),
    last_bucket: max(isGrouped ? rows.col('last_bucket') : bucket()),
    is_first_day: max(
      isGrouped ? rows.col('is_first_day') : when(equal(first, bucket()), integer(1), integer(0)),
    ),
  };
}

/** Numbers of sessions over rows that are one session each, or over numbers already made. */
function sessionNumbers(rows: Scope, measures: readonly Measure[]): Record<string, Expression> {
  const numbers: Record<string, Expression> = {};
  for (const measure of sessionMeasures) {
    if (measures.includes(measure)) numbers[measure] = sessionNumber(rows, measure);
  }
  return numbers;
}

function sessionNumber(rows: Scope, measure: Measure): Expression {
  const isSession = isNotNull(rows.col('session'));
  if (measure === 'sessions') return count(isSession);
  const isEngaged = and(
    isSession,
    or(
      greaterOrEqual(coalesce(rows.col('duration'), integer(0)), integer(engaged.durationMs)),
      greaterOrEqual(rows.col('views'), integer(engaged.views)),
    ),
  );
  if (measure === 'engagedSessions') return count(isEngaged);
  return sum(when(isEngaged, rows.col('engagement'), integer(0)));
}

/** A measure over rows that are, where it counts users, one user each. */
function measureOf(rows: Scope, measure: Measure, isBucketed: boolean): Expression {
  switch (measure) {
    case 'users':
      return count();
    case 'newUsers': {
      const first = rows.col('first_bucket');
      const isInPeriod = isBucketed
        ? equal(first, rows.col('bucket'))
        : and(greater(first, integer(beforeBucket)), less(first, integer(afterBucket)));
      return count(and(greater(rows.col('opened'), integer(0)), isInPeriod));
    }
    case 'firstDayUsers':
      return count(equal(rows.col('is_first_day'), integer(1)));
    case 'returningUsers':
      return count(greater(rows.col('last_bucket'), rows.col('first_bucket')));
    case 'crashedUsers':
      return count(greater(rows.col('crashed'), integer(0)));
    case 'sessions':
    case 'engagedSessions':
    case 'engagedMs':
      return rows.step.columns.has(measure) ? sum(rows.col(measure)) : sessionNumber(rows, measure);
    case 'engagementMs':
      return partOfRows(rows, 'engagement');
    case 'contentViews':
      return partOfRows(rows, 'content_views');
    case 'events':
    case 'views':
    case 'value':
    case 'entrances':
      return partOfRows(rows, measure);
    case 'newDevices':
      throw new Error('counted apart');
    default:
      return assertNever(measure);
  }
}

/** Adds the number of new devices, which are not told apart by user or session. */
function withNewDevices(
  builder: PlanBuilder,
  rows: StepRef,
  { counted, options }: { readonly counted: StepRef; readonly options: CellOptions },
): StepRef {
  const { name, keys } = options;
  const scope = rows.as('r');
  const opened = when(greater(scope.col('opened'), integer(0)), scope.col('device'));
  const devices = builder.select(`${name}_d`, {
    from: scope,
    columns: { ...scope.cols(...keys), newDevices: countDistinct(opened) },
    groupBy: keys,
  });
  const [all, found] = [counted.as('a'), devices.as('d')];
  return builder.select(`${name}_all`, {
    from: all,
    joins: [{ type: 'left', to: found, on: sameKeys(all, found, keys) }],
    columns: { ...all.all(), ...found.cols('newDevices') },
  });
}
