import { dimensions } from '@millstream/reporting';
import { BaseEvents } from '../../base/base-events.ts';
import type { Expression, Order } from '../../plan/expression.ts';
import { and, equal, integer, isNotNull, over } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { dimensionValue } from './dimension-value.ts';
import { fieldOf } from './event-fact.ts';
import { contentOf } from './event-parts.ts';
import { dimensionColumn } from './fact-column.ts';
import { isChosenPlatform } from './platform-condition.ts';

/**
 * The last view of each session in the range that has a value of the chosen type, in the total order of its events.
 * @param more asks the base for further columns of the view and answers with their names
 */
export function exitFact(
  builder: PlanBuilder,
  context: LifecycleContext,
  more: (base: BaseEvents) => readonly string[] = () => [],
): StepRef {
  const { pageType } = context.parameters;
  const dimension = dimensions[pageType];

  const base = new BaseEvents(context);
  base.derived('event_ms');
  base.derived('order_1');
  base.derived('order_2');
  base.derived('device');
  base.derived('session');
  const kept = more(base);
  for (const name of dimension.parts.flat()) base.field(fieldOf(name), '/parameters/pageType');
  const { platforms } = context;
  if (platforms !== undefined) base.event('platform');
  const views = base.build(builder, {
    name: 'exit_base',
    names: [contentOf(pageType).view],
    range: windowRange('range', context),
    filter: context.filter,
    ...(platforms === undefined
      ? {}
      : { where: (scope: Scope) => isChosenPlatform(scope.col('platform'), platforms) }),
  });
  const view = views.as('v');
  const value = dimensionValue(dimension, (name) => base.groupText(fieldOf(name), view));
  const last = ['event_ms', 'order_1', 'order_2'].map((name) => ({ by: view.col(name), descending: true }));
  return lastViews(builder, view, { value, last, column: dimensionColumn(pageType), kept });
}

/** The last view of each session by an order, from the last on. */
function lastViews(
  builder: PlanBuilder,
  view: Scope,
  options: {
    readonly value: Expression;
    readonly last: readonly Order[];
    readonly column: string;
    readonly where?: Expression;
    readonly kept?: readonly string[];
  },
): StepRef {
  const { value, last, column, where = and(), kept = [] } = options;
  const [device, session] = [view.col('device'), view.col('session')];
  const numbered = builder.select('exit_numbered', {
    from: view,
    columns: {
      device,
      session,
      ...view.cols(...kept),
      [column]: value,
      place: over('rowNumber', [], { partitionBy: [device, session], orderBy: last }),
    },
    where: and(isNotNull(session), isNotNull(value), where),
  });
  const found = numbered.as('n');
  return builder.select('exits', {
    from: found,
    columns: found.cols('device', 'session', column, ...kept),
    where: equal(found.col('place'), integer(1)),
  });
}

/** The same from page visits, which know the place of their last view in its session's order. */
export function rollupExitFact(builder: PlanBuilder, context: LifecycleContext): StepRef {
  const { parameters, platforms } = context;
  const dimension = dimensions[parameters.pageType];
  const kind = contentOf(parameters.pageType).view === '_page_view' ? 'page' : 'screen';
  const base = new BaseEvents(context);
  base.derived('device');
  base.derived('session');
  const [ms, tie] = ['ms', 'tie'].map((name) =>
    base.source({ kind: 'part', name: `${kind}_${name}` }, 'integer'),
  );
  for (const name of dimension.parts.flat()) base.field(fieldOf(name), '/parameters/pageType');
  if (platforms !== undefined) base.event('platform');
  const view = base
    .build(builder, {
      name: 'exit_base',
      rollup: 'page_visit',
      range: windowRange('range', context),
      filter: context.filter,
      where: (scope: Scope) =>
        platforms === undefined ? and() : isChosenPlatform(scope.col('platform'), platforms),
    })
    .as('v');
  const value = dimensionValue(dimension, (name) => base.groupText(fieldOf(name), view));
  const order = [ms ?? '', tie ?? ''].map((name) => view.col(name));
  return lastViews(builder, view, {
    value,
    last: order.map((by) => ({ by, descending: true })),
    column: dimensionColumn(parameters.pageType),
    where: isNotNull(order[0] ?? value),
  });
}
