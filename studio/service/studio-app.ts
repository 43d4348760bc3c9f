import type { WeekStart } from '../time/time-range.ts';

/** An app as analyses need it. */
export interface StudioApp {
  readonly appId: string;
  readonly projectId: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly weekStart: WeekStart;
}
