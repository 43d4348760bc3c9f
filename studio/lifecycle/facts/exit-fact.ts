import { dimensions } from '@millstream/reporting';
import { BaseEvents } from '../../base/base-events.ts';
import { and, equal, integer, isNotNull, over } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { FieldRef } from '../../spec/field-ref.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { dimensionValue } from './dimension-value.ts';
import { contentOf } from './event-parts.ts';
import { dimensionColumn } from './fact-column.ts';
import { isChosenPlatform } from './platform-condition.ts';

/** The last view of each session in the range that has a value of the chosen type, in the total order of its events. */
export function exitFact(builder: PlanBuilder, context: LifecycleContext): StepRef {
  const { pageType } = context.parameters;
  const dimension = dimensions[pageType];
  const fieldOf = (name: string): FieldRef => ({ category: 'event_outer', name, type: 'string' });
  const base = new BaseEvents(context);
  base.derived('event_ms');
  base.derived('order_1');
  base.derived('order_2');
  base.event('user_pseudo_id');
  base.event('session_id');
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
  const [device, session] = [view.col('user_pseudo_id'), view.col('session_id')];
  const numbered = builder.select('exit_numbered', {
    from: view,
    columns: {
      device,
      session,
      [dimensionColumn(pageType)]: value,
      place: over('rowNumber', [], { partitionBy: [device, session], orderBy: last }),
    },
    where: and(isNotNull(session), isNotNull(value)),
  });
  const found = numbered.as('n');
  return builder.select('exits', {
    from: found,
    columns: found.cols('device', 'session', dimensionColumn(pageType)),
    where: equal(found.col('place'), integer(1)),
  });
}
