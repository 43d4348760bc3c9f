import type { Expression } from '../../plan/expression.ts';
import { cases, greaterOrEqual, integer, isNull, less, nothing, when } from '../../plan/expressions.ts';
import { bucketNumber } from '../../time/local-time.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { dayStartMs } from '../../time/zone-clock.ts';
import { type LifecycleContext, weeksOf } from '../lifecycle-context.ts';
import type { FactGrain } from './fact-column.ts';

/** Bucket of what lies before everything that is told apart. */
export const beforeBucket = -1;
/** Bucket of what lies after it. */
export const afterBucket = 4_000_000;

/** Hour, day or week number of an event within the window. */
export function factBucket(
  eventMs: Expression,
  range: TimeRange,
  { grain, context }: { readonly grain: FactGrain; readonly context: LifecycleContext },
): Expression {
  const { calendar } = context;
  if (grain !== 'start') {
    return bucketNumber(eventMs, grain === 'hour' ? 'hour' : 'day', { range, calendar });
  }
  // Before the week that the first shown one is compared with, only that there was something matters.
  const [first] = weeksOf(context);
  const fromMs = first === undefined ? 0 : dayStartMs(first.subtract({ days: 7 }), calendar.timeZone);
  const told = { range: { fromMs, toMs: range.toMs }, calendar };
  return when(less(eventMs, integer(fromMs)), integer(beforeBucket), bucketNumber(eventMs, 'week', told));
}

/** Bucket of a user's first touch: null for none, `beforeBucket` and `afterBucket` outside the window. */
export function firstBucket(
  firstMs: Expression,
  range: TimeRange,
  place: { readonly grain: FactGrain; readonly context: LifecycleContext },
): Expression {
  const { calendar } = place.context;
  return cases(
    [
      { when: isNull(firstMs), result: nothing('integer') },
      { when: less(firstMs, integer(range.fromMs)), result: integer(beforeBucket) },
      { when: greaterOrEqual(firstMs, integer(range.toMs)), result: integer(afterBucket) },
    ],
    bucketNumber(firstMs, place.grain === 'hour' ? 'hour' : 'day', { range, calendar }),
  );
}
