import type { AnalysisContext } from '../../base/analysis-context.ts';
import type { SpecOf } from '../../spec/analysis-spec.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { dayStartMs, localDate } from '../../time/zone-clock.ts';

/** Longest time from a start to any later step, ms, included; null = the same local day. */
export function windowMs({ funnel: { window } }: SpecOf<'funnel'>): number | null {
  // Seconds may have a fraction: 1.001 s are 1001 ms, though the product of doubles is a hair less.
  return window.type === 'custom' ? Math.floor(Math.round(window.seconds * 1e6) / 1e3) : null;
}

/** Range of the events that may be steps: the spec's, and with late steps the window after it. */
export function stepRange(spec: SpecOf<'funnel'>, { range, calendar }: AnalysisContext): TimeRange {
  if (!spec.funnel.lateSteps) return range;
  const windowLength = windowMs(spec);
  if (windowLength !== null) return { ...range, toMs: range.toMs + windowLength };
  const lastDay = localDate(range.toMs - 1, calendar.timeZone);
  return { ...range, toMs: dayStartMs(lastDay.add({ days: 1 }), calendar.timeZone) };
}
