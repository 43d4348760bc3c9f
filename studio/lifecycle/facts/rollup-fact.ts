import { dimensions } from '@millstream/reporting';
import { BaseEvents } from '../../base/base-events.ts';
import type { Expression } from '../../plan/expression.ts';
import { and, greater, integer, isNotNull, or } from '../../plan/expressions.ts';
import type { PlanBuilder, Scope, StepRef } from '../../plan/plan-builder.ts';
import type { RollupName } from '../../plan/source.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { dimensionValue } from './dimension-value.ts';
import { eventDimensions, fieldOf, isPart } from './event-fact.ts';
import { contentOf } from './event-parts.ts';
import { factBucket } from './fact-bucket.ts';
import { dimensionColumn, type FactPart, type FactRequest, factName } from './fact-column.ts';
import { isChosenPlatform } from './platform-condition.ts';

/** Name of a part in the rollup. */
function storedPart(part: FactPart, { parameters }: LifecycleContext): string {
  const kind = contentOf(parameters.pageType).view === '_page_view' ? 'page' : 'screen';
  if (part === 'content_views') return `${kind}_views`;
  return part === 'entrances' ? `${kind}_entries` : part;
}

/** A fact from a rollup: rows of equal keys may repeat, which its readers add up anyway. */
export function rollupFact(
  builder: PlanBuilder,
  request: FactRequest,
  { context, rollup }: { readonly context: LifecycleContext; readonly rollup: RollupName },
): StepRef {
  const { columns, grain, window } = request;
  const range = windowRange(window, context);
  const base = new BaseEvents(context);
  const part = (name: string) => base.source({ kind: 'part', name }, name === 'value' ? 'number' : 'integer');
  if (columns.includes('bucket')) base.derived('event_ms');
  for (const key of ['device', 'person', 'session'] as const) if (columns.includes(key)) base.derived(key);
  for (const id of eventDimensions(columns)) {
    for (const name of dimensions[id].parts.flat()) base.field(fieldOf(name), '/parameters');
  }
  const asked = columns.filter(isPart).map((name) => [name, part(storedPart(name, context))] as const);
  const started = grain === 'start' ? part('started') : null;
  const views = grain === 'content' ? part(storedPart('content_views', context)) : null;
  if (context.platforms !== undefined) base.event('platform');
  const rows = base
    .build(builder, {
      name: `${factName(request)}_base`,
      range,
      rollup,
      filter: context.filter,
      where: (scope) => isWanted(scope, context, started),
    })
    .as('r');
  const keys: Record<string, Expression> = {};
  if (columns.includes('bucket')) keys.bucket = factBucket(rows.col('event_ms'), range, { grain, context });
  for (const key of ['device', 'person', 'session'] as const)
    if (columns.includes(key)) keys[key] = rows.col(key);
  for (const id of eventDimensions(columns)) {
    keys[dimensionColumn(id)] = dimensionValue(dimensions[id], (name) => base.groupText(fieldOf(name), rows));
  }
  const content = keys[dimensionColumn(context.parameters.pageType)];
  return builder.select(`${factName(request)}_rows`, {
    from: rows,
    columns: { ...keys, ...Object.fromEntries(asked.map(([name, as]) => [name, rows.col(as)])) },
    ...(views === null || content === undefined
      ? {}
      : { where: or(isNotNull(content), greater(rows.col(views), integer(0))) }),
  });
}

function isWanted(scope: Scope, { platforms }: LifecycleContext, started: string | null): Expression {
  return and(
    ...(platforms === undefined ? [] : [isChosenPlatform(scope.col('platform'), platforms)]),
    ...(started === null ? [] : [greater(scope.col(started), integer(0))]),
  );
}
