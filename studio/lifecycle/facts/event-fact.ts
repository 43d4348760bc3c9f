import { type DimensionId, dimensions } from '@millstream/reporting';
import { BaseEvents } from '../../base/base-events.ts';
import { columnType } from '../../fields/preset-columns.ts';
import type { Expression } from '../../plan/expression.ts';
import { equal, isNotNull, or, text } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { FieldRef } from '../../spec/field-ref.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { dimensionValue } from './dimension-value.ts';
import { askForPart, contentOf, partOfEvents } from './event-parts.ts';
import { factBucket } from './fact-bucket.ts';
import {
  bitParts,
  dimensionColumn,
  type FactPart,
  type FactRequest,
  factName,
  largestParts,
  summedParts,
} from './fact-column.ts';
import { isChosenPlatform } from './platform-condition.ts';

const parts: readonly string[] = [...summedParts, ...largestParts, ...bitParts];

/** Whether a column is a part. */
export function isPart(column: string): column is FactPart {
  return parts.includes(column);
}

/** Dimensions among the columns that lie in the event's row or its session's. */
export function eventDimensions(columns: readonly string[]): readonly DimensionId[] {
  return dimensionsIn(columns).filter((id) => dimensions[id].level !== 'user');
}

/** Dimensions among the columns. */
export function dimensionsIn(columns: readonly string[]): readonly DimensionId[] {
  const ids = Object.keys(dimensions).filter((id): id is DimensionId => Object.hasOwn(dimensions, id));
  return ids.filter((id) => columns.includes(dimensionColumn(id)));
}

/** A preset column of the event or its session as a field. */
export function fieldOf(name: string): FieldRef {
  return { category: 'event_outer', name, type: /^i/.test(columnType(name)) ? 'int' : 'string' };
}

/** Grouped columns of a fact over events. */
function keysOf(
  events: Scope,
  base: BaseEvents,
  { request, context }: { readonly request: FactRequest; readonly context: LifecycleContext },
): Record<string, Expression> {
  const { columns, grain, window } = request;
  const range = windowRange(window, context);
  const keys: Record<string, Expression> = {};
  if (columns.includes('bucket')) keys.bucket = factBucket(events.col('event_ms'), range, { grain, context });
  if (columns.includes('device')) keys.device = events.col('device');
  if (columns.includes('person')) keys.person = events.col('person');
  if (columns.includes('session')) keys.session = events.col('session');
  for (const id of eventDimensions(columns)) {
    keys[dimensionColumn(id)] = dimensionValue(dimensions[id], (name) =>
      base.groupText(fieldOf(name), events),
    );
  }
  return keys;
}

function askFor(base: BaseEvents, request: FactRequest, context: LifecycleContext): void {
  const { columns } = request;
  if (columns.includes('bucket')) base.derived('event_ms');
  if (columns.includes('device')) base.derived('device');
  if (columns.includes('person')) base.derived('person');
  if (columns.includes('session')) base.derived('session');
  if (context.platforms !== undefined) base.event('platform');
  if (request.grain === 'content') base.event('event_name');
  for (const id of eventDimensions(columns)) {
    for (const name of dimensions[id].parts.flat()) base.field(fieldOf(name), '/parameters');
  }
  for (const part of columns.filter(isPart)) askForPart(base, part, context.parameters.pageType);
}

/**
 * A fact straight from the events of its window: one row per distinct keys. Content facts leave events out that neither
 * carry a value of the chosen type nor are such a view.
 */
export function eventFact(builder: PlanBuilder, request: FactRequest, context: LifecycleContext): StepRef {
  const { window, grain, columns } = request;
  const base = new BaseEvents(context);
  askFor(base, request, context);
  const { platforms } = context;
  const { pageType } = context.parameters;
  const name = factName(request);
  const events = base
    .build(builder, {
      name: `${name}_base`,
      range: windowRange(window, context),
      filter: context.filter,
      ...(grain === 'start' ? { names: ['_session_start'] } : {}),
      ...(platforms === undefined
        ? {}
        : { where: (scope: Scope) => isChosenPlatform(scope.col('platform'), platforms) }),
    })
    .as('e');
  const keys = keysOf(events, base, { request, context });
  const values = columns.filter(isPart).map((part) => [part, partOfEvents(events, part, pageType)] as const);
  const content = keys[dimensionColumn(pageType)];
  return builder.select(`${name}_rows`, {
    from: events,
    columns: { ...keys, ...Object.fromEntries(values) },
    ...(grain === 'content' && content !== undefined
      ? { where: or(isNotNull(content), equal(events.col('event_name'), text(contentOf(pageType).view))) }
      : {}),
    groupBy: Object.keys(keys),
  });
}
