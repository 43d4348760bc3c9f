import { cases, integer, isNotNull, nothing } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import { type FunnelEvents, type FunnelEventsOptions, funnelEvents } from './funnel-events.ts';
import { firstStepGroups, withRank } from './funnel-groups.ts';
import { windowMs } from './funnel-window.ts';

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

type Steps = SpecOf<'funnel'>['funnel']['steps'];

/** Step numbers in lists in which no two have the same event, so that an event is at most one step of each list. */
function layersOf(steps: Steps): readonly (readonly number[])[] {
  const layers: { readonly events: Set<string>; readonly numbers: number[] }[] = [];
  for (const [index, { event }] of steps.entries()) {
    const layer = layers.find(({ events }) => !events.has(event));
    if (layer === undefined) layers.push({ events: new Set([event]), numbers: [index + 1] });
    else {
      layer.events.add(event);
      layer.numbers.push(index + 1);
    }
  }
  return layers.map(({ numbers }) => numbers);
}

/** Columns that all events of one chain share. */
export function chainKeysOf(spec: SpecOf<'funnel'>): readonly string[] {
  const isLinked = spec.groupBy !== undefined && spec.funnel.groupApply === 'all';
  return ['person', ...(isLinked ? ['rank'] : []), ...(windowMs(spec) === null ? ['day'] : [])];
}

/** Adds the steps that give the funnel its rows, reading the events once. */
export function stepRows(builder: PlanBuilder, options: FunnelEventsOptions): StepRows {
  const { spec } = options;
  const source = funnelEvents(builder, options);
  const { keys, more } = source;
  const rows = matchedRows(builder, source, spec.funnel.steps);
  const chainKeys = chainKeysOf(spec);
  if (keys.length === 0) return { rows, groups: null, chainKeys, more };
  const groups = firstStepGroups(builder, rows, { spec, keys, hasStep: true });
  const linked = chainKeys.includes('rank');
  return { rows: withRank(builder, rows, { name: 'ranked', groups, keys, linked }), groups, chainKeys, more };
}

function matchedRows(builder: PlanBuilder, source: FunnelEvents, steps: Steps): StepRef {
  const layers = layersOf(steps).map((numbers, index) => {
    const scope = source.events.as('e');
    const branches = numbers.map((step) => ({ when: source.isStep(step, scope), result: integer(step) }));
    return builder.select(`layer_${index + 1}`, {
      from: scope,
      columns: { ...source.columns(scope), step: cases(branches, nothing('integer')) },
    });
  });
  return builder.union(
    'steps',
    layers.map((layer) => {
      const scope = layer.as('l');
      return { from: scope, columns: scope.all(), where: isNotNull(scope.col('step')) };
    }),
  );
}
