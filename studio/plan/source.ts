import type { ValueKind } from './expression.ts';

/**
 * What an event's row can tell, before any layout decides where it lies.
 *
 * `event` is a preset column of `event_v2` (for `session_*` columns of the session row see `session`), `session` and `user` are
 * columns of the joined session and user rows, `parameter` and `attribute` are custom values of one stored type, and
 * `derived` are: `event_ms` (epoch ms), `person` (a key equal for two events exactly when their `user_key` is equal; not for
 * output), `user_key` (text), `tie` (with `event_ms` the total order of a user's events, as `order_1` and `order_2`). `part` is a
 * column that only a rollup has: what it counts.
 */
export type SourceField =
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'session'; readonly name: string }
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly valueType: StoredValueType }
  | { readonly kind: 'attribute'; readonly name: string; readonly valueType: StoredValueType }
  | { readonly kind: 'derived'; readonly name: DerivedName }
  | { readonly kind: 'part'; readonly name: string };

/** Types that custom values are asked for; `number` stands for all numeric ones, `integer` for those without fraction. */
export type StoredValueType = 'string' | 'integer' | 'number' | 'boolean';

/**
 * Derived columns. `order_1`, `order_2` follow `event_ms` in the total order of a user's events
 * (`event_bundle_sequence_id` with nulls last, then `event_id`); a layout may answer with other values of the same order.
 * `device` is a key equal for two events exactly when their `user_pseudo_id` is; not for output.
 * `session` is a key equal for two events of a person exactly when their session id is; null without one; not for output.
 * `loaded_ms` is when the batch that holds the event was loaded, epoch ms.
 */
export type DerivedName =
  | 'event_ms'
  | 'person'
  | 'device'
  | 'user_key'
  | 'session'
  | 'order_1'
  | 'order_2'
  | 'loaded_ms';

/** A column that a source gives. */
export interface SourceColumn {
  /** Name within the plan. */
  readonly as: string;
  readonly field: SourceField;
  readonly type: ValueKind;
}

/**
 * Rows that some engines keep of events, counted by quarter hour, user and session: `visit` by device and place, `page_visit`
 * by page and screen. `event_ms` is then the quarter hour's beginning, and keys are numbers, as in a `numbered` user source.
 */
export type RollupName = 'visit' | 'page_visit';

/** Columns that an engine's rollups can be asked for, beside derived ones and those of users. */
export interface Rollups {
  /** Preset columns of events by rollup. */
  readonly columns: Readonly<Record<RollupName, ReadonlySet<string>>>;
  /** Preset columns of sessions. */
  readonly session: ReadonlySet<string>;
  /** Length of a slot, ms: ranges begin and end with one. */
  readonly slotMs: number;
}

/** Events of people (not bots) of one app within a range of event time, those of some names only. */
export interface EventSource {
  readonly kind: 'events';
  readonly appId: string;
  /** Epoch ms, included. */
  readonly fromMs: number;
  /** Epoch ms, not included. */
  readonly toMs: number;
  /** Absent = all names. */
  readonly names?: readonly string[];
  /** `arrival`: the range is of the time of arrival (`ingest_time_msec`) instead of the event's. @default 'event' */
  readonly rangeOf?: 'event' | 'arrival';
  /** Reads a rollup in place of the events, where the engine has it. */
  readonly rollup?: RollupName;
  readonly columns: readonly SourceColumn[];
}

/** Rows of the user table of one app: `user` and `attribute` fields, and `user_pseudo_id`, `user_key`, `person`. */
export interface UserSource {
  readonly kind: 'users';
  readonly appId: string;
  /** `person` is a number, as in rollups. @default false */
  readonly numbered?: boolean;
  readonly columns: readonly SourceColumn[];
}

/** Members of segments: columns `segment_id`, `user_pseudo_id`. */
export interface MemberSource {
  readonly kind: 'members';
  readonly appId: string;
  readonly segmentIds: readonly string[];
}
