import type { Action, JsonObject } from './driver.ts';

/** How the collector double goes wrong besides with a status. */
export const faults = ['hang', 'cut', 'lost', 'late'] as const;
/**
 * - `hang` reads the request and never answers
 * - `cut` closes the connection, nothing is stored
 * - `lost` stores the events and closes the connection without an answer
 * - `late` stores the events and answers only when the client has given up
 */
export type Fault = (typeof faults)[number];

/** One planned answer of the collector double. The first one that fits a request and is not used up is taken. */
export interface PlannedAnswer {
  readonly status?: number;
  readonly fault?: Fault;
  /** @default 1, or `always` when the answer has a condition */
  readonly times?: number | 'always';
  /** `Retry-After` in seconds. */
  readonly retryAfter?: number;
  /** `Retry-After` as an HTTP date, this many seconds after the `Date` of the answer. */
  readonly retryAfterDate?: number;
  /** The collector's clock is wrong by this much, ms. */
  readonly clockShiftMs?: number;
  /** Only requests with more events than this. */
  readonly overEvents?: number;
  /** Only requests whose body, decoded, has more bytes than this. */
  readonly overBytes?: number;
  /** Only requests with an event of this type. */
  readonly containing?: string;
}

/** Bounds of a number; both ends included. */
export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** Whom a step or an expected event concerns: names of SDKs or capabilities. */
export interface Scope {
  /** Only where one of these holds. */
  readonly for?: readonly string[];
  /** Not where one of these holds. */
  readonly not?: readonly string[];
}

/** An event as it should be; only the named fields are compared. */
export interface ExpectedEvent extends Scope {
  /** Stands for the view event of the platform. */
  readonly view?: boolean;
  /** So many in a row; `{n}` in strings is the number, from 1. */
  readonly times?: number;
  readonly fields: JsonObject;
}

/** What should be true at the end, or at a point on the way. */
export interface Expectation {
  /** Stored events, each id once, in the order of first storage. */
  readonly events?: readonly ExpectedEvent[];
  /** Compare only events of these types. `view` stands for the view event. */
  readonly only?: readonly string[];
  /** Types that must not be there. */
  readonly none?: readonly string[];
  /** Requests since the last `expect` step (at the end: in all). */
  readonly requests?: Bounds;
  /** Events in the largest request since the last `expect` step. */
  readonly largestRequest?: Bounds;
  /** Seconds between the requests since the last `expect` step. */
  readonly gaps?: readonly Bounds[];
  /** Stored events that the collector had already (in all, up to this point). */
  readonly repeats?: Bounds;
  /** Parameters of each request since the last `expect` step. */
  readonly query?: JsonObject;
  /** Headers of each request since the last `expect` step, by lower-case name. */
  readonly headers?: JsonObject;
}

/** A step the runner takes itself. */
export type RunnerStep =
  | { readonly do: 'wait'; readonly seconds: number }
  /** Replaces the plan; after it the collector answers 200 for ever. */
  | { readonly do: 'collector'; readonly answers: readonly PlannedAnswer[] }
  /** `{n}` in strings is the number of the round, from 1; a string that is only `{n}` becomes the number. */
  | { readonly do: 'repeat'; readonly times: number; readonly steps: readonly Step[] }
  | { readonly do: 'expect'; readonly expect: Expectation };

/** Actions that scenarios may use; the runner alone resets, ticks and settles. */
export type ScenarioAction = Exclude<Action, { do: 'reset' | 'tick' | 'settle' }>;

/** One step. */
export type Step = (ScenarioAction | RunnerStep) &
  Scope & { readonly tab?: number; readonly instance?: string };

/** Something every SDK does alike: what happens, and what the collector must have got in the end. */
export interface Scenario extends Scope {
  readonly name: string;
  /** Sections of the specification. */
  readonly spec: string;
  readonly needs?: readonly string[];
  readonly steps: readonly Step[];
  readonly expect: Expectation;
}

/** Scenarios about one thing; one file. */
export interface Subject {
  readonly subject: string;
  readonly scenarios: readonly Scenario[];
}
