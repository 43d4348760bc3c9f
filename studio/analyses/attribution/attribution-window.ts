import type { AttributionSpec } from '../../spec/attribution-spec.ts';
import type { TimeRange } from '../../time/time-range.ts';

const dayMs = 86_400_000;

/** How far before the range touches are read, ms: the window, or a day where the window has no length. */
export function lookbackMs({ window }: AttributionSpec): number {
  // Times are whole milliseconds: a fraction of one changes nothing.
  return window.type === 'custom' ? Math.floor(Number((window.seconds * 1000).toFixed(6))) : dayMs;
}

/** The range with the time before it that touches are read from. */
export function withLookback(range: TimeRange, attribution: AttributionSpec): TimeRange {
  return { fromMs: range.fromMs - lookbackMs(attribution), toMs: range.toMs };
}
