import type { Attributes } from './event-record.ts';

/** What the person allows. `pending` holds everything in memory; `cookieless` stores nothing on the device. */
export type Consent = 'granted' | 'denied' | 'cookieless' | 'pending';

/** Settings that every JavaScript SDK takes. */
export interface ClientConfiguration {
  /** Id of the app, as registered in the console. */
  readonly appId: string;
  /** Whole address of the collect path, such as `https://collect.example.org/collect`. */
  readonly endpoint: string;
  /** `Immediate` sends at the end of the current task, `Batch` every `sendEventsInterval`. @default 'Immediate' */
  readonly sendMode?: 'Immediate' | 'Batch';
  /** Time between batches, ms. */
  readonly sendEventsInterval?: number;
  /** How long one may be away before the next event opens a new session, ms. @default 1_800_000 */
  readonly sessionTimeoutDuration?: number;
  /** Prints each event and each request. @default false */
  readonly isLogEvents?: boolean;
  /** Leaving a page or screen after more than a second records `_user_engagement`. @default true */
  readonly isTrackUserEngagementEvents?: boolean;
  /** Attributes of all events until they are removed; not kept over a restart. */
  readonly globalAttributes?: Attributes;
  /** Token for a guarded collector, or how to get one; sent as `Authorization: Bearer`. */
  readonly authToken?: string | (() => string | Promise<string>);
  /** @default 'granted' */
  readonly consent?: Consent;
  /** Share of installations that report, 0 to 1, decided once for each. @default 1 */
  readonly sampleRate?: number;
  /** Adds `debug=1` to requests, so that the server shows the events apart. @default false */
  readonly debugMode?: boolean;
}

/** Settings with their defaults filled in; those that may change at run time are not `readonly`. */
export interface ResolvedConfiguration extends Omit<ClientConfiguration, 'globalAttributes'> {
  readonly sendEventsInterval: number;
  readonly sessionTimeoutDuration: number;
  readonly sampleRate: number;
}

/** Time until a request is given up, ms. */
export const requestTimeoutMs = 15_000;
