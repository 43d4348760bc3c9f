import type { Attributes, QueuedEvent } from './event-record.ts';

/** Small facts that survive a restart. Reading and writing are synchronous; what cannot be written is forgotten in silence. */
export interface StateStore {
  get(key: string): string | null;
  /** null removes. */
  set(key: string, value: string | null): void;
}

/** Where events wait on the device, in the order they were added. A rejected promise means that nothing was stored. */
export interface EventStore {
  add(events: readonly QueuedEvent[]): Promise<void>;
  /** The oldest events: at most `maxEvents`, and at most `maxBytes` of JSON, but at least one if there is any. */
  first(maxEvents: number, maxBytes: number): Promise<readonly QueuedEvent[]>;
  remove(ids: readonly string[]): Promise<void>;
  clear(): Promise<void>;
  /** Tells of events that another tab's request has confirmed. */
  onRemoved?(hear: (ids: readonly string[]) => void): void;
}

/** One request to the collector. */
export interface SendRequest {
  /** Address with all parameters that do not depend on the form of the body. */
  readonly url: string;
  /** A JSON array of events. */
  readonly body: string;
  /** The page or app may be about to end: hand the request over synchronously, plain, and let it outlive us. */
  readonly isClosing: boolean;
  /** Value of the Authorization header, if any. */
  readonly authorization?: string;
  /** Give up after this time, ms. */
  readonly timeoutMs: number;
}

/** What came of a request. Status 0 means that no answer came: no network, cut, timed out. */
export interface SendAnswer {
  readonly status: number;
  /** Seconds or an HTTP date, as in `Retry-After`. */
  readonly retryAfter?: string | null;
}

/** How much goes into requests. */
export interface SendLimits {
  readonly maxEvents: number;
  readonly maxBytes: number;
  /** Requests of one flush; the next ones follow after the send interval. */
  readonly maxRequests: number;
}

/** What the client needs of the device it runs on. Tests inject their own clock and network here. */
export interface Platform {
  /** `platform` of events and requests. */
  readonly name: string;
  readonly sdkName: string;
  /** State of this instance; `device` is shared by all instances. */
  readonly state: StateStore;
  readonly store: EventStore;
  readonly limits: SendLimits;
  /** The clock on the wall, epoch ms. */
  now(): number;
  /** A clock that only goes forward, ms from any origin. */
  elapsed(): number;
  /** Runs `act` once after `ms`; the answer cancels it. */
  after(ms: number, act: () => void): () => void;
  /** A number from 0 to 1, as `Math.random` gives. */
  random(): number;
  /** A random UUID, version 4. */
  uuid(): string;
  /** The device's own id where it has one; asked once, when there is none yet. @default a random UUID */
  deviceId?(): string;
  /** Facts of device and app at the top level of each event. */
  facts(): Readonly<Record<string, unknown>>;
  /** Reserved attributes of each event, such as page or screen. */
  attributes(): Attributes;
  /** Attributes that give way to those of the app, such as the traffic source of a landing page. */
  defaults?(): Attributes;
  isOnline(): boolean;
  /** @returns never rejects */
  send(request: SendRequest): Promise<SendAnswer>;
  /** Runs the work while no other tab or process does the same. @default runs it */
  readonly exclusively?: ((work: () => Promise<void>) => Promise<void>) | undefined;
  log(message: string, detail?: unknown): void;
}
