import { dimensions } from '@millstream/reporting';
import { equal } from '../../plan/expressions.ts';
import type { PlanBuilder, StepRef } from '../../plan/plan-builder.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { dimensionValue } from './dimension-value.ts';
import { dimensionsIn, eventFact } from './event-fact.ts';
import { exitFact, rollupExitFact } from './exit-fact.ts';
import { firstBucket } from './fact-bucket.ts';
import { dimensionColumn, type FactRequest, factName } from './fact-column.ts';
import { peopleStep } from './people.ts';
import { rollupFact } from './rollup-fact.ts';
import { usableRollup } from './rollup-use.ts';
import { spanFact } from './span-fact.ts';

/** A fact with what is known of its users. Several rows may have equal keys; readers sum and take the largest. */
export function factStep(builder: PlanBuilder, request: FactRequest, context: LifecycleContext): StepRef {
  const { columns, window, grain } = request;
  const rollup = usableRollup(request, context);
  if (grain === 'exit') return (rollup === null ? exitFact : rollupExitFact)(builder, context);
  if (grain === 'span') return spanFact(builder, context);
  const ofUser = dimensionsIn(columns).filter((id) => dimensions[id].level === 'user');
  const needsTouch = columns.includes('first_bucket') || columns.includes('first_ms');
  const read = (asked: FactRequest) =>
    rollup === null ? eventFact(builder, asked, context) : rollupFact(builder, asked, { context, rollup });
  if (ofUser.length === 0 && !needsTouch) return read(request);
  const rows = read({ ...request, columns: [...new Set([...columns, 'person' as const])] });
  const fact = rows.as('f');
  const people = peopleStep(builder, context, { ids: ofUser, numbered: rollup !== null }).as('p');
  const firstMs = people.col('first_ms');
  return builder.select(factName(request), {
    from: fact,
    joins: [{ type: 'left', to: people, on: equal(people.col('person'), fact.col('person')) }],
    columns: {
      ...fact.all(),
      // A user without a row has no values, which a composite value says part by part.
      ...Object.fromEntries(
        ofUser.map((id) => [dimensionColumn(id), dimensionValue(dimensions[id], (name) => people.col(name))]),
      ),
      ...(columns.includes('first_ms') ? { first_ms: firstMs } : {}),
      ...(columns.includes('first_bucket')
        ? { first_bucket: firstBucket(firstMs, windowRange(window, context), { grain, context }) }
        : {}),
    },
  });
}
