import type { FieldCategory, FieldType } from '@millstream/core';

/** What to read of the metadata, and for when. */
export interface MetadataOptions {
  /** IANA zone of the app, which days are counted in. @default 'UTC' */
  readonly timeZone?: string;
  /** Instant that "has data" and "the previous day" are told from, epoch ms. @default now */
  readonly asOfMs?: number;
  /** Local days, today included, that counts per day are given for; at least 2. @default 30 */
  readonly days?: number;
  /** Whether to read values, the costly part: false for lists of names. @default true */
  readonly withValues?: boolean;
}

/** When something was seen. Only people's events count, not those of bots. */
export interface Seen {
  /** Events so far. */
  readonly eventCount: number;
  /** Time of the first event, epoch ms. */
  readonly firstSeenMs: number;
  /** Time of the last event, epoch ms. */
  readonly lastSeenMs: number;
  /** Whether the last event is at most 90 days old. */
  readonly hasData: boolean;
  readonly platforms: readonly string[];
}

/** Name and type of a custom parameter or user attribute. */
export interface FieldName {
  readonly name: string;
  readonly type: FieldType;
}

/** An event as the loads found it. */
export interface DiscoveredEvent extends Seen {
  readonly name: string;
  readonly sdkNames: readonly string[];
  readonly sdkVersions: readonly string[];
  /** Events of the previous complete local day. */
  readonly lastDayCount: number;
  /** Local days (`YYYY-MM-DD`) with events, ascending. */
  readonly countsPerDay: readonly { readonly day: string; readonly eventCount: number }[];
  /** Custom parameters that came with it, the most frequent first, at most 1,000. */
  readonly parameters: readonly FieldName[];
}

/** A custom parameter or custom user attribute as the loads found it. Each type of one name is a field of its own. */
export interface DiscoveredField extends FieldName, Seen {
  /** `event` for parameters, `user` for attributes. */
  readonly category: Extract<FieldCategory, 'event' | 'user'>;
  /** Events that carried it, the most frequent first, at most 1,000. */
  readonly events: readonly string[];
}

/** A frequent value of a field, cut to 100 characters. */
export interface DiscoveredValue {
  readonly value: string;
  /** Events that carried it at least; for user attributes: users who have it now. */
  readonly count: number;
  /** How many these may be at most. Equal to `count` except for fields of very many values. */
  readonly atMost: number;
}

/** The most frequent values of a field, the most frequent first, at most 50. */
export interface DiscoveredValues extends FieldName {
  readonly category: FieldCategory;
  /** Last day (UTC) with a value; null for user attributes, which have a value now. */
  readonly lastDay: string | null;
  readonly values: readonly DiscoveredValue[];
}

/** Everything that loads found out about an app's events and fields. */
export interface DiscoveredMetadata {
  readonly appId: string;
  readonly timeZone: string;
  readonly asOfMs: number;
  /** The previous complete local day, `YYYY-MM-DD`. */
  readonly lastDay: string;
  /** By name. */
  readonly events: readonly DiscoveredEvent[];
  /** By category, name and type. */
  readonly fields: readonly DiscoveredField[];
  /** Custom and preset fields that have values; empty when no values were asked for. */
  readonly values: readonly DiscoveredValues[];
}
