import type { KnownNames } from '../../fields/known-names.ts';
import type { Calendar } from '../../time/time-range.ts';

/** What the planner knows besides the segment: the app's calendar, the start of the run, the names that exist. */
export interface SegmentContext {
  readonly appId: string;
  readonly calendar: Calendar;
  /** Start of the run, epoch ms. */
  readonly asOfMs: number;
  readonly known: KnownNames;
}
