import type { AnalysisContext } from '../../base/analysis-context.ts';
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
 * The events that a chain reaches: `step`, `bucket` and `rank` of the chain's start, `ms`, and the columns asked for besides; one
 * row an event, step, bucket and group. Goes forwards with the latest start of all chains that reach an event: no other
 * start leaves more of the window. All passes share one partition.
 */
export function countedEvents(
  builder: PlanBuilder,
  source: StepRows,
  options: CountedEventsOptions,
): StepRef {
  const { spec, name } = options;
  const { rows, keys } = candidateRows(builder, source, options);
  const kept = [...new Set([...keys, 'bucket', 'rank', 'ms', 'step', ...source.more])];
  const first = rows.as('r');
  let passed = builder.select(`${name}_1`, {
    from: first,
    columns: {
      ...first.cols(...kept),
      start: when(equal(first.col('step'), integer(1)), first.col('ms')),
    },
  });
  for (let step = 2; step <= spec.funnel.steps.length; step += 1) {
    passed = nextEvents(builder, passed, { kept, keys, step, name, longestMs: windowMs(spec) });
  }
  const scope = passed.as('p');
  return builder.select(name, { from: scope, columns: scope.all(), where: isNotNull(scope.col('start')) });
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
  readonly kept: readonly string[];
  readonly keys: readonly string[];
  readonly step: number;
  readonly name: string;
  readonly longestMs: number | null;
}

/** Fills the latest `start` into the rows of a step that a chain reaches. */
function nextEvents(
  builder: PlanBuilder,
  passed: StepRef,
  { kept, keys, step, name, longestMs }: Next,
): StepRef {
  const row = passed.as('r');
  const looked = builder.select(`${name}_${step}_looked`, {
    from: row,
    columns: {
      ...row.cols(...kept, 'start'),
      // Of rows at one instant, later steps come first, so what lies before is strictly earlier.
      latest: over('lag', [when(equal(row.col('step'), integer(step - 1)), row.col('start'))], {
        partitionBy: keys.map((key) => row.col(key)),
        orderBy: [row.col('ms'), { by: row.col('step'), descending: true }],
        ignoreNulls: true,
      }),
    },
  });
  const scope = looked.as('l');
  const latest = scope.col('latest');
  const reached =
    longestMs === null
      ? latest
      : when(lessOrEqual(subtract(scope.col('ms'), latest), integer(longestMs)), latest);
  return builder.select(`${name}_${step}`, {
    from: scope,
    columns: {
      ...scope.cols(...kept),
      start: when(equal(scope.col('step'), integer(step)), reached, scope.col('start')),
    },
  });
}
