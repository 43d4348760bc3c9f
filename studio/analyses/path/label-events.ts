import type { AnalysisContext } from '../../base/analysis-context.ts';
import { BaseEvents } from '../../base/base-events.ts';
import { drillColumns } from '../../drill/drill-answer.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, cases, equal, isIn, isNotNull, not, notEqual, nothing, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { LabelNumbers } from './label-numbers.ts';
import { nodeColumns, otherNode, type PathNodes, pathCandidates } from './path-nodes.ts';

/** Columns that put a user's events in order. */
export const orderColumns = ['event_ms', 'order_1', 'order_2'] as const;

/** What the events of a path analysis are made from. */
export interface LabelOptions {
  readonly spec: SpecOf<'path'>;
  readonly context: AnalysisContext;
  readonly nodes: PathNodes;
  /** Keeps the columns that a drill shows. @default false */
  readonly isDrill?: boolean;
  /** Gives labels as their numbers. Absent = as texts. */
  readonly numbers?: LabelNumbers | null;
}

/**
 * The candidate events with their node's `label` (never null), `person`, the order columns, `session_id` where the spec's
 * sessions are the stored ones, and, for a drill, the columns that it shows.
 */
export function labelEvents(builder: PlanBuilder, options: LabelOptions): StepRef {
  const { spec, context, nodes, isDrill = false, numbers = null } = options;
  const { path } = spec;
  const base = new BaseEvents(context);
  const value = base.event(nodeColumns[path.nodeType]);
  const kept = (['person', ...orderColumns] as const).map((name) => base.derived(name));
  const isStored = path.session.type === 'session';
  if (isStored) base.derived('session');
  if (isDrill) kept.push(...drillColumns(base));
  if (path.nodeType === 'event') base.eventName(path.start, '/path/start');
  for (const node of nodes.selected ?? []) {
    if (path.nodeType === 'event') base.eventName(node.value, `${node.place}/value`);
    base.use(node.filter, `${node.place}/filter`);
  }
  const events = candidateEvents(builder, base, { spec, context });
  const scope = events.as('e');
  const label = nodeLabel(scope, value, { base, nodes, includeOthers: path.includeOthers, numbers });
  return builder.select('labelled', {
    from: scope,
    columns: { ...scope.cols(...kept), ...(isStored ? { session_id: scope.col('session') } : {}), label },
    ...(nodes.selected === null || path.includeOthers ? {} : { where: isNotNull(label) }),
  });
}

/** Events that can be nodes: of the right names, with a value, of the platform, in a session where sessions are stored. */
function candidateEvents(
  builder: PlanBuilder,
  base: BaseEvents,
  { spec: { path, filter }, context }: Pick<LabelOptions, 'spec' | 'context'>,
): StepRef {
  const eventName = base.event('event_name');
  const value = base.event(nodeColumns[path.nodeType]);
  const platform = path.platform === undefined ? null : base.event('platform');
  const candidates = pathCandidates(path, context.known.eventNames);
  return base.build(builder, {
    ...('names' in candidates ? { names: candidates.names } : {}),
    filter,
    where: (scope) =>
      and(
        'allBut' in candidates ? not(isIn(scope.col(eventName), candidates.allBut)) : and(),
        path.nodeType === 'event'
          ? and()
          : and(isNotNull(scope.col(value)), notEqual(scope.col(value), text(''))),
        platform === null ? and() : equal(scope.col(platform), text(path.platform ?? '')),
        path.session.type === 'session' ? isNotNull(scope.col('session')) : and(),
      ),
  });
}

/** Label of an event's node; null when it is none that is shown. */
function nodeLabel(
  scope: Scope,
  value: string,
  options: {
    readonly base: BaseEvents;
    readonly nodes: PathNodes;
    readonly includeOthers: boolean;
    readonly numbers: LabelNumbers | null;
  },
): Expression {
  const { base, nodes, includeOthers, numbers } = options;
  if (nodes.selected === null) return numbers?.ofValue(scope.col(value)) ?? scope.col(value);
  const labelOf = (label: string) => numbers?.of(label) ?? text(label);
  return cases(
    nodes.selected.map((node) => ({
      when: and(equal(scope.col(value), text(node.value)), base.condition(node.filter, scope)),
      result: labelOf(node.label),
    })),
    includeOthers ? labelOf(otherNode) : nothing(labelOf(otherNode).type),
  );
}
