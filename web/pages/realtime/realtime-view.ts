/** Whether the page runs, and who stopped it. */
export type RealtimeState =
  | { readonly isOn: true }
  | { readonly isOn: false; readonly stoppedBy: string; readonly stoppedAtMs: number };

/** A value of a list; `labels` reads `(not set)` for what is missing. */
export interface RealtimeValue {
  readonly key: readonly (string | null)[];
  readonly labels: readonly string[];
  readonly users: number;
  readonly events: number;
  readonly views: number;
}

/** Names of the lists. */
export type RealtimeList = 'geo' | 'platform' | 'events' | 'pages' | 'sources';

/** What happens now, as the server counts it. */
export interface RealtimeNumbers {
  readonly asOf: string;
  readonly timezone: string;
  readonly windows: readonly { readonly minutes: number; readonly users: number; readonly events: number }[];
  readonly eventsPerMinute: number;
  readonly latestArrival: string | null;
  readonly minutes: readonly {
    readonly minute: string;
    readonly start: string;
    readonly newUsers: number;
    readonly returningUsers: number;
    readonly events: number;
  }[];
  readonly lists: Readonly<Record<RealtimeList, readonly RealtimeValue[]>>;
}

/** An event of the feed. */
export interface FeedEvent {
  readonly eventId: string;
  readonly name: string;
  readonly time: string;
  readonly arrived: string;
  readonly userPseudoId: string;
  readonly userId: string | null;
  readonly columns: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the page shows at a moment. */
export interface RealtimeView {
  readonly state: RealtimeState;
  readonly numbers: RealtimeNumbers | null;
  readonly feed: readonly FeedEvent[];
}

/** Events kept in the feed. */
export const feedLength = 50;

/** The feed with events that came since, newest first, each once. */
export function withNewer(known: readonly FeedEvent[], fresh: readonly FeedEvent[]): readonly FeedEvent[] {
  const ids = new Set(fresh.map(({ eventId }) => eventId));
  return [...fresh, ...known.filter(({ eventId }) => !ids.has(eventId))].slice(0, feedLength);
}
