import type { KnownNames } from '../fields/known-names.ts';
import type { Bucket } from '../time/buckets.ts';
import type { Calendar, TimeRange } from '../time/time-range.ts';

/** What a planner knows besides the spec: the app's calendar, the moment, the names that exist. */
export interface AnalysisContext {
  readonly appId: string;
  readonly calendar: Calendar;
  /** The moment the analysis is made for, epoch ms. */
  readonly asOfMs: number;
  readonly known: KnownNames;
  /** The spec's range. */
  readonly range: TimeRange;
  /** Buckets of the range in the spec's granularity. */
  readonly buckets: readonly Bucket[];
}
