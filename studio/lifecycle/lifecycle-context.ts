import { assertNever } from '@millstream/core';
import type { Platform } from '@millstream/reporting';
import type { AnalysisContext } from '../base/analysis-context.ts';
import type { Rollups } from '../plan/source.ts';
import type { FilterNode } from '../spec/filter-node.ts';
import { compareRange } from '../time/compare-range.ts';
import { type TimeRange, unitStart } from '../time/time-range.ts';
import { dayStartMs, localDate } from '../time/zone-clock.ts';
import type { LifecycleParameters } from './lifecycle-request.ts';

/** What the planners of visuals know. The range is one of whole days; buckets are its days. */
export interface LifecycleContext extends AnalysisContext {
  readonly parameters: LifecycleParameters;
  readonly platforms?: readonly Platform[];
  readonly filter?: FilterNode;
  /** What the engine keeps of events in counted form. */
  readonly rollups?: Rollups;
  /** Bits of event names in rollups, where all names have one. */
  readonly eventNumbers?: ReadonlyMap<string, number>;
  /** End of what belongs to the running moment: just after it, or, for a dashboard of now, with its slot. */
  readonly openEndMs: number;
}

/**
 * Stretches of time that visuals read: the range; the equally long one before it; the range with the 30 days before its
 * end's windows; the range and 42 days after it; everything up to the end of its last week; yesterday and today;
 * everything.
 */
export type WindowName = 'range' | 'previous' | 'trailing' | 'cohorts' | 'history' | 'hours' | 'all';

/** Days before a day that belong to its widest trailing window. */
export const trailingDays = 29;
/** Days after a first visit that retention looks at. */
export const cohortDays = 42;

/** First and last local day of the context's range. */
export function daysOf(context: Pick<LifecycleContext, 'range' | 'calendar'>): {
  readonly first: Temporal.PlainDate;
  readonly last: Temporal.PlainDate;
} {
  const { range, calendar } = context;
  return {
    first: localDate(range.fromMs, calendar.timeZone),
    last: localDate(range.toMs - 1, calendar.timeZone),
  };
}

/** First days of the weeks that the range touches, in order. */
export function weeksOf(
  context: Pick<LifecycleContext, 'range' | 'calendar'>,
): readonly Temporal.PlainDate[] {
  const { first, last } = daysOf(context);
  const weeks: Temporal.PlainDate[] = [];
  let week = unitStart(first, 'week', context.calendar.weekStart);
  while (Temporal.PlainDate.compare(week, last) <= 0) {
    weeks.push(week);
    week = week.add({ days: 7 });
  }
  return weeks;
}

/** The instants of a window. */
export function windowRange(name: WindowName, context: LifecycleContext): TimeRange {
  const { range, calendar, asOfMs } = context;
  const { timeZone } = calendar;
  const { first, last } = daysOf(context);
  const start = (day: Temporal.PlainDate) => dayStartMs(day, timeZone);
  switch (name) {
    case 'range':
      return range;
    case 'previous':
      return compareRange({ type: 'previous' }, { range, asOfMs }, calendar).range;
    case 'trailing':
      return { fromMs: start(first.subtract({ days: trailingDays })), toMs: range.toMs };
    case 'cohorts':
      return { fromMs: range.fromMs, toMs: start(last.add({ days: cohortDays + 1 })) };
    case 'history': {
      const lastWeek = unitStart(last, 'week', calendar.weekStart);
      return { fromMs: 0, toMs: start(lastWeek.add({ days: 7 })) };
    }
    case 'hours':
      return { fromMs: start(localDate(asOfMs, timeZone).subtract({ days: 1 })), toMs: context.openEndMs };
    case 'all':
      return { fromMs: 0, toMs: asOfMs + 1 };
    default:
      return assertNever(name);
  }
}
