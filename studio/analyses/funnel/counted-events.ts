import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  add,
  and,
  equal,
  greater,
  integer,
  isNotNull,
  least,
  lessOrEqual,
  max,
  min,
  nothing,
  over,
  subtract,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import { otherRank } from '../../result/shown-groups.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';
import { windowMs } from './funnel-window.ts';
import type { StepRows } from './step-rows.ts';

/** How events are counted. */
export interface CountedEventsOptions {
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  /** Whether chains are told apart by the bucket in which they start; else an event counts once in the range. */
  readonly byBucket: boolean;
  /** Prefix of the steps' names. */
  readonly name: string;
}

/**
 * Steps in order of the funnel, each with the events that a chain reaches: `bucket` and `rank` of the chain's start, `ms`, and the
 * columns asked for besides; one row an event, bucket and group. Goes forwards with the latest start of all chains that
 * reach an event: no other start leaves more of the window.
 */
export function countedEvents(
  builder: PlanBuilder,
  source: StepRows,
  options: CountedEventsOptions,
): readonly StepRef[] {
  const { spec, name } = options;
  const { rows, keys } = candidateRows(builder, source, options);
  const kept = [...new Set([...keys, 'bucket', 'rank', 'ms', ...source.more])];
  const first = rows.as('r');
  let reached = builder.select(`${name}_1`, {
    from: first,
    columns: { ...first.cols(...kept), step: integer(1), start: first.col('ms') },
    where: equal(first.col('step'), integer(1)),
  });
  const list = [reached];
  for (let step = 2; step <= spec.funnel.steps.length; step += 1) {
    reached = nextEvents(builder, { rows, reached, kept, keys, step, name, longestMs: windowMs(spec) });
    list.push(reached);
  }
  return list;
}

interface Candidates {
  /** Step rows with the `bucket` and `rank` of the starts that they are tried with. */
  readonly rows: StepRef;
  /** Columns within which a chain's start is looked for. */
  readonly keys: readonly string[];
}

/**
 * Rows as they are tried: a later step once for each bucket and group that its user has starts in, where starts are told apart
 * by what the later step does not share with them.
 */
function candidateRows(
  builder: PlanBuilder,
  { rows, chainKeys, groups, more }: StepRows,
  { spec, context, byBucket, name }: CountedEventsOptions,
): Candidates {
  const longestMs = windowMs(spec);
  const isLinked = chainKeys.includes('rank');
  // On one day all starts lie in one bucket, that of the event itself.
  const bucketKey = byBucket && longestMs !== null ? ['bucket'] : [];
  const rankKey = groups !== null && !isLinked ? ['rank'] : [];
  const scope = rows.as('r');
  const bucket =
    byBucket || longestMs === null
      ? bucketNumber(scope.col('ms'), spec.granularity, context)
      : nothing('integer');
  const rank =
    groups === null
      ? integer(0)
      : isLinked
        ? scope.col('rank')
        : least(scope.col('rank'), integer(otherRank(spec.topN)));
  const columns = { ...scope.cols(...chainKeys, 'ms', 'step', ...more), bucket, rank };
  const keys = [...chainKeys, ...bucketKey, ...rankKey];
  if (bucketKey.length + rankKey.length === 0) {
    return { rows: builder.select(`${name}_rows`, { from: scope, columns }), keys };
  }
  const isStart = equal(scope.col('step'), integer(1));
  const starts = builder.select(`${name}_starts`, { from: scope, columns, where: isStart });
  const start = starts.as('s');
  const shared = [...new Set([...keys, 'bucket', 'rank'])];
  const cells = builder.select(`${name}_cells`, {
    from: start,
    columns: { ...start.cols(...shared), first_ms: min(start.col('ms')), last_ms: max(start.col('ms')) },
    groupBy: shared,
  });
  const cell = cells.as('c');
  const joined: SelectOptions = {
    from: scope,
    joins: [
      {
        type: 'inner',
        to: cell,
        on: and(
          ...chainKeys.map((key) => equal(cell.col(key), scope.col(key))),
          greater(scope.col('ms'), cell.col('first_ms')),
          longestMs === null
            ? and()
            : lessOrEqual(scope.col('ms'), add(cell.col('last_ms'), integer(longestMs))),
        ),
      },
    ],
    columns: { ...columns, ...cell.cols('bucket', 'rank') },
    where: greater(scope.col('step'), integer(1)),
  };
  const again = { from: start, columns: start.cols(...Object.keys(columns)) };
  return { rows: builder.union(`${name}_rows`, [again, joined]), keys };
}

interface Next {
  readonly rows: StepRef;
  /** Events of the step before with the latest `start` of their chains. */
  readonly reached: StepRef;
  readonly kept: readonly string[];
  readonly keys: readonly string[];
  readonly step: number;
  readonly name: string;
  readonly longestMs: number | null;
}

/** Events of a step that a chain reaches, with the latest start of such chains. */
function nextEvents(
  builder: PlanBuilder,
  { rows, reached, kept, keys, step, name, longestMs }: Next,
): StepRef {
  const row = rows.as('r');
  const before = reached.as('p');
  const both = builder
    .union(`${name}_${step}_around`, [
      { from: before, columns: before.cols(...kept, 'step', 'start') },
      {
        from: row,
        columns: { ...row.cols(...kept, 'step'), start: nothing('integer') },
        where: equal(row.col('step'), integer(step)),
      },
    ])
    .as('b');
  const looked = builder.select(`${name}_${step}_looked`, {
    from: both,
    columns: {
      ...both.cols(...kept, 'step'),
      // Of rows at one instant, later steps come first, so what lies before is strictly earlier.
      start: over('lag', [when(equal(both.col('step'), integer(step - 1)), both.col('start'))], {
        partitionBy: keys.map((key) => both.col(key)),
        orderBy: [both.col('ms'), { by: both.col('step'), descending: true }],
        ignoreNulls: true,
      }),
    },
  });
  const scope = looked.as('l');
  const isWithin: Expression =
    longestMs === null
      ? isNotNull(scope.col('start'))
      : and(
          isNotNull(scope.col('start')),
          lessOrEqual(subtract(scope.col('ms'), scope.col('start')), integer(longestMs)),
        );
  return builder.select(`${name}_${step}`, {
    from: scope,
    columns: scope.all(),
    where: and(equal(scope.col('step'), integer(step)), isWithin),
  });
}
