import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { keyNames, rankGroups, sameKeys } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  countDistinct,
  equal,
  integer,
  isNotNull,
  less,
  max,
  min,
  nothing,
  text,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, SelectOptions, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { bucketNumber } from '../../time/local-time.ts';

/** The events of one pair. */
export interface RetentionPair {
  /** One row a user, cohort bucket, group and associated value: the columns of `cohortKeys`, `bucket`, `first_ms`. */
  readonly cohorts: StepRef;
  /** The start events behind the cohorts, as `revisits`. */
  readonly starts: StepRef;
  /** Each revisit event: `person`, `bucket`, `ms`, `rank`, `value` as far as they matter, and what was asked for besides. */
  readonly revisits: StepRef;
  /** Columns that a revisit shares with the start it belongs to; a null value belongs to none. */
  readonly cohortKeys: readonly string[];
}

/** The events of a retention analysis. */
export interface RetentionPairs {
  readonly pairs: readonly RetentionPair[];
  /** All groups of cohorts with `rank` and `key_count`; null without grouping. */
  readonly groups: StepRef | null;
}

/** How the events are read. */
export interface RetentionPairsOptions {
  readonly spec: SpecOf<'retention'>;
  readonly context: AnalysisContext;
  /** Asks the base for columns beyond those that counting needs; answers with their names. */
  readonly more?: (base: BaseEvents) => readonly string[];
}

type Side = SpecOf<'retention'>['retention']['pairs'][number]['start'];

/** Adds the steps that give each pair its cohorts and revisits. */
export function retentionPairs(builder: PlanBuilder, options: RetentionPairsOptions): RetentionPairs {
  const { spec } = options;
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const sides = sideRows(builder, options);
  const groups =
    keys.length === 0
      ? null
      : numberedGroups(
          builder,
          sides.map(({ start }) => start),
          keys,
        );
  const pairs = spec.retention.pairs.map((pair, index): RetentionPair => {
    const side = sides[index];
    if (side === undefined) throw new Error('every pair has rows');
    const ranked = (rows: StepRef, name: string) =>
      groups === null ? rows : withRank(builder, rows, { name, groups, keys });
    const starts = ranked(side.start, `ranked_start_${index + 1}`);
    const cohortKeys = [
      'person',
      ...(groups === null ? [] : ['rank']),
      ...(pair.start.associate === undefined ? [] : ['value']),
    ];
    const scope = starts.as('s');
    const cohorts = builder.select(`cohort_${index + 1}`, {
      from: scope,
      columns: { ...scope.cols(...cohortKeys, 'bucket'), first_ms: min(scope.col('ms')) },
      groupBy: [...cohortKeys, 'bucket'],
    });
    return { cohorts, starts, revisits: ranked(side.revisit, `ranked_revisit_${index + 1}`), cohortKeys };
  });
  return { pairs, groups };
}

/** Start and revisit events of each pair. */
function sideRows(
  builder: PlanBuilder,
  { spec, context, more = () => [] }: RetentionPairsOptions,
): readonly { readonly start: StepRef; readonly revisit: StepRef }[] {
  const base = new BaseEvents(context);
  const name = base.event('event_name');
  const time = base.derived('event_ms');
  const person = base.derived('person');
  const { pairs } = spec.retention;
  const ask = ({ event, filter, associate }: Side, place: string): void => {
    base.eventName(event, `${place}/event`);
    base.use(filter, `${place}/filter`);
    if (associate !== undefined) base.field(associate, `${place}/associate`);
  };
  for (const [index, { start, revisit }] of pairs.entries()) {
    ask(start, `/retention/pairs/${index}/start`);
    ask(revisit, `/retention/pairs/${index}/revisit`);
  }
  for (const [index, field] of (spec.groupBy ?? []).entries()) base.field(field, `/groupBy/${index}`);
  const added = more(base);
  const names = pairs.flatMap(({ start, revisit }) => [start.event, revisit.event]);
  const events = base.build(builder, { names, filter: spec.filter });
  builder.inlineSoFar();
  const rows = (side: Side, step: string, where: (scope: Scope) => Expression): StepRef => {
    const scope = events.as('e');
    const groups = (spec.groupBy ?? []).map((ref, at) => [`g${at + 1}`, base.groupText(ref, scope)] as const);
    return builder.select(step, {
      from: scope,
      columns: {
        ...scope.cols(...added),
        person: scope.col(person),
        ms: scope.col(time),
        bucket: bucketNumber(scope.col(time), spec.granularity, context),
        ...(side.associate === undefined ? {} : { value: scope.col(base.field(side.associate, '')) }),
        ...Object.fromEntries(groups),
      },
      where: and(equal(scope.col(name), text(side.event)), base.condition(side.filter, scope), where(scope)),
    });
  };
  const firstEnd = context.buckets[0]?.endMs ?? context.range.toMs;
  const isLimited = spec.retention.cohort === 'first' && firstEnd < context.range.toMs;
  return pairs.map(({ start, revisit }, index) => ({
    start: rows(start, `start_${index + 1}`, (scope) =>
      isLimited ? less(scope.col(time), integer(firstEnd)) : and(),
    ),
    revisit: rows(revisit, `revisit_${index + 1}`, (scope) =>
      revisit.associate === undefined ? and() : isNotNull(scope.col(base.field(revisit.associate, ''))),
    ),
  }));
}

/** Groups of all cohorts: by the users of the first pair's, those without any last. */
function numberedGroups(builder: PlanBuilder, starts: readonly StepRef[], keys: readonly string[]): StepRef {
  const inputs = starts.map((start, index): SelectOptions => {
    const scope = start.as('s');
    const counted = { ...scope.cols(...keys), value: countDistinct(scope.col('person')) };
    return index === 0
      ? { from: scope, columns: counted, groupBy: keys }
      : { from: scope, columns: { ...scope.cols(...keys), value: nothing('integer') }, distinct: true };
  });
  const all = builder.union('ranking_keys', inputs).as('k');
  const ranking = builder.select('ranking', {
    from: all,
    columns: { ...all.cols(...keys), value: max(all.col('value')) },
    groupBy: keys,
  });
  return rankGroups(builder, ranking, { keys, value: 'value' });
}

/** Rows with the number of their group in place of its keys; rows of groups that no cohort has are left out. */
function withRank(
  builder: PlanBuilder,
  rows: StepRef,
  options: { readonly name: string; readonly groups: StepRef; readonly keys: readonly string[] },
): StepRef {
  const { name, groups, keys } = options;
  const scope = rows.as('r');
  const group = groups.as('g');
  const kept = [...rows.columns.keys()].filter((column) => !keys.includes(column));
  return builder.select(name, {
    from: scope,
    joins: [{ type: 'inner', to: group, on: sameKeys(scope, group, keys) }],
    columns: { ...scope.cols(...kept), rank: group.col('rank') },
  });
}
