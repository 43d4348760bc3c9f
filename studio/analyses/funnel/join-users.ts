import {
  and,
  count,
  equal,
  integer,
  less,
  lessOrEqual,
  max,
  min,
  nothing,
  subtract,
  sum,
} from '../../plan/expressions.ts';
import type { PlanBuilder, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import { busyCounts, busyPersons, withoutPersons } from './busy-persons.ts';
import { stepValue } from './funnel-rows.ts';
import { windowMs } from './funnel-window.ts';
import { shownRank } from './reached-starts.ts';
import { type JoinUsersOptions, singleSteps } from './single-steps.ts';
import { chainKeysOf } from './step-rows.ts';

/**
 * A step with `bucket` (null = whole range), `rank` and `v1` … `vn`, as `countUsers` gives it, found by joining each step's events
 * with the chains that reach the step before: steps after the first are few, so most events are never sorted. Persons with
 * many events of a later step take the passes of `startArrivals`, so that no person costs more than they have events.
 */
export function joinUsers(
  builder: PlanBuilder,
  options: JoinUsersOptions,
): { readonly counts: StepRef; readonly groups: StepRef | null } {
  const { spec, levels } = options;
  const { steps, groups } = singleSteps(builder, options);
  const isBounded = windowMs(spec) === null;
  const busy = isBounded ? null : busyPersons(builder, steps.slice(1));
  const chains = joinedChains(builder, steps, { ...options, busy });
  const light = chains.flatMap((chain, index) => stepCounts(builder, chain, { ...options, step: index + 1 }));
  const heavy = busy === null ? [] : busyCounts(builder, steps, { ...options, busy });
  const all = builder.union('counts', [...light, ...heavy]).as('c');
  const names = Array.from({ length: levels.stepCount }, (_, index) => stepValue(index + 1));
  const counts = builder.select('user_counts', {
    from: all,
    columns: {
      ...all.cols('bucket', 'rank'),
      ...Object.fromEntries(names.map((name) => [name, sum(all.col(name))])),
    },
    groupBy: ['bucket', 'rank'],
  });
  return { counts, groups };
}

/** For each step the chains that reach it: their keys, `bucket`, `rank`, `ms` and latest `start`; after the first step without busy persons. */
function joinedChains(
  builder: PlanBuilder,
  steps: readonly StepRef[],
  options: JoinUsersOptions & { readonly busy: StepRef | null },
): readonly StepRef[] {
  const [first, second, ...later] = steps;
  if (first === undefined || second === undefined) throw new Error('a funnel has two steps');
  const calm = options.busy === null ? second : withoutPersons(builder, second, options.busy);
  const chains = [first];
  let chain = first;
  for (const [index, step] of [calm, ...later].entries()) {
    chain = nextChain(builder, chain, step, { ...options, number: index + 2 });
    chains.push(chain);
  }
  return chains;
}

/**
 * Chains one step on. Of the chains of a cell that reach one event only the latest start matters; on one day only the
 * earliest arrival.
 */
function nextChain(
  builder: PlanBuilder,
  chain: StepRef,
  step: StepRef,
  { spec, levels, number }: JoinUsersOptions & { readonly number: number },
): StepRef {
  const longestMs = windowMs(spec);
  const linkKeys = chainKeysOf(spec);
  const cellKeys = [...(levels.hasBuckets ? ['bucket'] : []), ...(chain.columns.has('rank') ? ['rank'] : [])];
  const keys = [...new Set([...linkKeys, ...cellKeys])];
  const before = chain.as('c');
  const start = before.col(number === 2 ? 'ms' : 'start');
  const event = step.as('e');
  const ms = event.col('ms');
  return builder.select(`chain_${number}`, {
    from: before,
    joins: [
      {
        type: 'inner',
        to: event,
        on: and(
          ...linkKeys.map((key) => equal(before.col(key), event.col(key))),
          less(before.col('ms'), ms),
          longestMs === null ? and() : lessOrEqual(subtract(ms, start), integer(longestMs)),
        ),
      },
    ],
    columns: {
      ...before.cols(...keys),
      ms: longestMs === null ? min(ms) : ms,
      start: max(start),
    },
    groupBy: longestMs === null ? keys : [...keys, 'ms'],
  });
}

/** Users of a step's chains, per bucket and in the whole range. */
function stepCounts(
  builder: PlanBuilder,
  chain: StepRef,
  { spec, levels, step }: JoinUsersOptions & { readonly step: number },
): readonly SelectOptions[] {
  const scope = chain.as('c');
  const users = builder.select(`users_${step}`, {
    from: scope,
    columns: {
      ...(levels.hasBuckets ? scope.cols('bucket') : {}),
      rank: shownRank(scope, spec.topN),
      person: scope.col('person'),
    },
    distinct: true,
  });
  const answer = (from: StepRef, name: string, hasBucket: boolean): SelectOptions => {
    const user = from.as('u');
    const counted = builder.select(name, {
      from: user,
      columns: { ...user.cols(...(hasBucket ? ['bucket'] : []), 'rank'), value: count() },
      groupBy: hasBucket ? ['bucket', 'rank'] : ['rank'],
    });
    const row = counted.as('n');
    const values = Array.from({ length: levels.stepCount }, (_, index) => [
      stepValue(index + 1),
      index + 1 === step ? row.col('value') : integer(0),
    ]);
    return {
      from: row,
      columns: {
        bucket: hasBucket ? row.col('bucket') : nothing('integer'),
        rank: row.col('rank'),
        ...Object.fromEntries(values),
      },
    };
  };
  if (!levels.hasBuckets) return [answer(users, `total_${step}`, false)];
  const user = users.as('u');
  const inAll = builder.select(`all_users_${step}`, {
    from: user,
    columns: user.cols('rank', 'person'),
    distinct: true,
  });
  return [answer(users, `by_bucket_${step}`, true), answer(inAll, `total_${step}`, false)];
}
