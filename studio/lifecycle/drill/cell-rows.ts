import { type DimensionId, dimensions, type PlatformRule } from '@millstream/reporting';
import { BaseEvents } from '../../base/base-events.ts';
import { drillColumns } from '../../drill/drill-answer.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, equal, isNotNull, or, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import { dimensionValue } from '../facts/dimension-value.ts';
import { fieldOf } from '../facts/event-fact.ts';
import { contentOf } from '../facts/event-parts.ts';
import { factBucket, firstBucket } from '../facts/fact-bucket.ts';
import type { FactGrain } from '../facts/fact-column.ts';
import { peopleStep } from '../facts/people.ts';
import { isChosenPlatform, isRuledPlatform } from '../facts/platform-condition.ts';
import { type LifecycleContext, type WindowName, windowRange } from '../lifecycle-context.ts';

/** Which events a drill starts from. */
export interface CellRows {
  readonly window: WindowName;
  readonly by: readonly DimensionId[];
  readonly platforms: PlatformRule;
  /** What `bucket` numbers. @default 'visit', the day */
  readonly grain?: FactGrain;
}

const contentDimensions: readonly DimensionId[] = ['pageTitle', 'pageUrlPath', 'screenName', 'screenClass'];

/**
 * Events of a window with a drill's columns, their day (`bucket`), their user's first moment and day (`first_ms`,
 * `first_bucket`), `is_entry`, and the
 * values of the dimensions as `g1`, `g2`, …: the same events that a visual's numbers are counted from.
 */
export function cellRows(builder: PlanBuilder, context: LifecycleContext, options: CellRows): StepRef {
  const { window, by, platforms, grain = 'visit' } = options;
  const range = windowRange(window, context);
  const base = new BaseEvents(context);
  const columns = drillColumns(base);
  base.event('platform');
  const { view, entrance } = contentOf(context.parameters.pageType);
  base.event(entrance, 'boolean');
  const ofUser = by.filter((id) => dimensions[id].level === 'user');
  const ofEvent = by.filter((id) => dimensions[id].level !== 'user');
  for (const id of ofEvent) {
    for (const name of dimensions[id].parts.flat()) base.field(fieldOf(name), '/cell/key');
  }
  const events = base
    .build(builder, {
      name: 'cell_base',
      range,
      filter: context.filter,
      where: (scope: Scope) =>
        and(
          isChosenPlatform(scope.col('platform'), context.platforms),
          isRuledPlatform(scope.col('platform'), platforms),
        ),
    })
    .as('e');
  const people = peopleStep(builder, context, { ids: ofUser, numbered: false }).as('p');
  const groupOf = (id: DimensionId): Expression =>
    dimensionValue(dimensions[id], (name) =>
      dimensions[id].level === 'user' ? people.col(name) : base.groupText(fieldOf(name), events),
    );
  const keys = by.map((id, index) => [`g${index + 1}`, groupOf(id)] as const);
  const content = by.findIndex((id) => contentDimensions.includes(id));
  const value = keys[content]?.[1];
  return builder.select('cell_rows', {
    from: events,
    joins: [{ type: 'left', to: people, on: equal(people.col('person'), events.col('person')) }],
    columns: {
      ...events.cols(...columns),
      is_entry: events.col(entrance),
      bucket: factBucket(events.col('event_ms'), range, { grain, context }),
      first_ms: people.col('first_ms'),
      first_bucket: firstBucket(people.col('first_ms'), range, { grain, context }),
      ...Object.fromEntries(keys),
    },
    ...(value === undefined
      ? {}
      : { where: or(isNotNull(value), equal(events.col('event_name'), text(view))) }),
  });
}
