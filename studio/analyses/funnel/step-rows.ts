import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { keyNames, rankGroups, sameKeys } from '../../base/top-groups.ts';
import type { Expression } from '../../plan/expression.ts';
import {
  and,
  cases,
  count,
  countDistinct,
  equal,
  integer,
  isNotNull,
  less,
  nothing,
  text,
  when,
} from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { localDay } from '../../time/local-time.ts';
import { stepRange, windowMs } from './funnel-window.ts';

/** The events of a funnel, one row for each step that an event can be. */
export interface StepRows {
  /** `person`, `ms`, `step` (from 1), `day` (same day only), `rank` (grouping only), and the columns asked for besides. */
  readonly rows: StepRef;
  /** All groups of first steps with `rank` and `key_count`; null without grouping. */
  readonly groups: StepRef | null;
  /** Columns that all events of one chain share. */
  readonly chainKeys: readonly string[];
  readonly more: readonly string[];
}

/** How the rows are read. */
export interface StepRowsOptions {
  readonly spec: SpecOf<'funnel'>;
  readonly context: AnalysisContext;
  /** Asks the base for columns beyond those that counting needs; answers with their names. */
  readonly more?: (base: BaseEvents) => readonly string[];
}

type Step = SpecOf<'funnel'>['funnel']['steps'][number] & { readonly number: number };

/** Steps in lists in which no two have the same event, so that an event is at most one step of each list. */
function layersOf(steps: readonly Step[]): readonly (readonly Step[])[] {
  const layers: Step[][] = [];
  for (const step of steps) {
    const layer = layers.find((list) => list.every(({ event }) => event !== step.event));
    if (layer === undefined) layers.push([step]);
    else layer.push(step);
  }
  return layers;
}

/** Adds the steps that give the funnel its rows. */
export function stepRows(builder: PlanBuilder, options: StepRowsOptions): StepRows {
  const { spec } = options;
  const keys = keyNames(spec.groupBy?.length ?? 0);
  const { rows, more } = matchedRows(builder, options);
  const sameDay = windowMs(spec) === null ? ['day'] : [];
  if (keys.length === 0) return { rows, groups: null, chainKeys: ['person', ...sameDay], more };
  const groups = numberedGroups(builder, rows, { spec, keys });
  const linked = spec.funnel.groupApply === 'all';
  return {
    rows: withRank(builder, rows, { groups, keys, linked }),
    groups,
    chainKeys: ['person', ...(linked ? ['rank'] : []), ...sameDay],
    more,
  };
}

function matchedRows(
  builder: PlanBuilder,
  { spec, context, more = () => [] }: StepRowsOptions,
): { readonly rows: StepRef; readonly more: readonly string[] } {
  const { steps } = spec.funnel;
  const range = stepRange(spec, context);
  const base = new BaseEvents(context);
  const name = base.event('event_name');
  const time = base.derived('event_ms');
  const person = base.derived('person');
  for (const [index, step] of steps.entries()) {
    base.eventName(step.event, `/funnel/steps/${index}/event`);
    base.use(step.filter, `/funnel/steps/${index}/filter`);
  }
  for (const [index, field] of (spec.groupBy ?? []).entries()) base.field(field, `/groupBy/${index}`);
  const added = more(base);
  const names = steps.map(({ event }) => event);
  const events = base.build(builder, { names, range, filter: spec.filter });
  const isLate = range.toMs > context.range.toMs;
  const condition = (step: Step, scope: Scope): Expression =>
    and(
      equal(scope.col(name), text(step.event)),
      base.condition(step.filter, scope),
      isLate && step.number === 1 ? less(scope.col(time), integer(context.range.toMs)) : and(),
    );
  const layers = layersOf(steps.map((step, index) => ({ ...step, number: index + 1 })));
  const numbered = layers.map((layer, index) => {
    const scope = events.as('e');
    const groups = (spec.groupBy ?? []).map((ref, at) => [`g${at + 1}`, base.groupText(ref, scope)] as const);
    const day =
      windowMs(spec) === null ? { day: localDay(scope.col(time), range, context.calendar.timeZone) } : {};
    return builder.select(`layer_${index + 1}`, {
      from: scope,
      columns: {
        ...scope.cols(...added),
        person: scope.col(person),
        ms: scope.col(time),
        step: cases(
          layer.map((step) => ({ when: condition(step, scope), result: integer(step.number) })),
          nothing('integer'),
        ),
        ...day,
        ...Object.fromEntries(groups),
      },
    });
  });
  const rows = builder.union(
    'steps',
    numbered.map((step) => {
      const scope = step.as('l');
      return { from: scope, columns: scope.all(), where: isNotNull(scope.col('step')) };
    }),
  );
  return { rows, more: added };
}

/** Groups of first steps, the largest first. */
function numberedGroups(
  builder: PlanBuilder,
  rows: StepRef,
  { spec, keys }: { readonly spec: SpecOf<'funnel'>; readonly keys: readonly string[] },
): StepRef {
  const scope = rows.as('s');
  const ranking = builder.select('ranking', {
    from: scope,
    columns: {
      ...scope.cols(...keys),
      value: spec.funnel.metric === 'userCount' ? countDistinct(scope.col('person')) : count(),
    },
    where: equal(scope.col('step'), integer(1)),
    groupBy: keys,
  });
  return rankGroups(builder, ranking, { keys, value: 'value' });
}

/**
 * The number of each row's group in place of its keys. Chains that are `linked` stay within one group, so rows of groups
 * that no first step has cannot belong to any; else only first steps have a group.
 */
function withRank(
  builder: PlanBuilder,
  rows: StepRef,
  options: { readonly groups: StepRef; readonly keys: readonly string[]; readonly linked: boolean },
): StepRef {
  const { groups, keys, linked } = options;
  const scope = rows.as('s');
  const group = groups.as('g');
  const kept = [...rows.columns.keys()].filter((column) => !keys.includes(column));
  const rank = group.col('rank');
  return builder.select('ranked', {
    from: scope,
    joins: [{ type: linked ? 'inner' : 'left', to: group, on: sameKeys(scope, group, keys) }],
    columns: {
      ...scope.cols(...kept),
      rank: linked ? rank : when(equal(scope.col('step'), integer(1)), rank),
    },
  });
}
