import type { EngineName } from '../dialects/dialect.ts';
import type { RealtimeList } from './plan-realtime.ts';

/** Users and events of a window of arrival. */
export interface RealtimeWindow {
  readonly minutes: number;
  readonly users: number;
  readonly events: number;
  readonly views: number;
}

/** A bar of the minutes: local time `HH:MM` of the event. */
export interface RealtimeMinute {
  readonly minute: string;
  /** ISO instant of its beginning. */
  readonly start: string;
  /** Users with a first visit in it. */
  readonly newUsers: number;
  /** All other users with an event in it. */
  readonly returningUsers: number;
  readonly events: number;
}

/** A value of a list. `labels` reads `(not set)` for null. */
export interface RealtimeValue {
  readonly key: readonly (string | null)[];
  readonly labels: readonly string[];
  readonly users: number;
  readonly events: number;
  readonly views: number;
}

/** What happens now. A user is a device here: users are merged when the hour is analysed. */
export interface RealtimeResult {
  readonly asOf: string;
  readonly timezone: string;
  readonly engine: EngineName;
  readonly windows: readonly RealtimeWindow[];
  /** Events of the last 5 minutes ÷ 5. */
  readonly eventsPerMinute: number;
  /** ISO instant of the last arrival in the last hour; else of the last arrival at all; null without data. */
  readonly latestArrival: string | null;
  readonly minutes: readonly RealtimeMinute[];
  readonly lists: Readonly<Record<RealtimeList, readonly RealtimeValue[]>>;
  readonly elapsedMs: number;
  readonly sql: readonly string[];
}
