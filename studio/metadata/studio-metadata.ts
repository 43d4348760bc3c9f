import type { FieldCategory, FieldType, Language } from '@millstream/core';
import type { DiscoveredEvent, Seen } from '@millstream/modeling';

/** Who wrote the newest edit of an entity, when, and its version for the next write. */
export interface EditStamp {
  readonly version: number;
  readonly author: string;
  /** Epoch ms. */
  readonly editedAtMs: number;
}

/** What every event and field has: the texts to show, in the reader's language. */
export interface Described {
  /** `metadataEntityId`, which edits are kept under. */
  readonly id: string;
  readonly name: string;
  /** Name to show: a person's, else the built-in one, else the raw name. Told apart where two would be equal. */
  readonly displayName: string;
  readonly description: string;
  /** `preset` for what is on the built-in lists. */
  readonly source: 'preset' | 'custom';
  readonly tags: readonly string[];
  /** Hidden entities are left out of lists to choose from; whoever manages metadata still sees them. */
  readonly isHidden: boolean;
  /** Null when nobody edited it. */
  readonly edited: EditStamp | null;
}

/** An event of the app. */
export interface MetadataEvent extends Described, Omit<DiscoveredEvent, 'name'> {}

/** A value to offer, with its name in the dictionary. Filters send `value`. */
export interface MetadataValue {
  readonly value: string;
  readonly displayValue: string;
  /** Events (users for user attributes) with it, at least; 0 for one that only the dictionary knows. */
  readonly count: number;
  readonly atMost: number;
}

/** Another type that values of a field's name have. */
export interface OtherType {
  readonly type: FieldType;
  readonly eventCount: number;
}

/** An event parameter or user attribute. */
export interface MetadataField extends Described {
  readonly category: FieldCategory;
  readonly type: FieldType;
  /** `public` when it stands on all events. User attributes are public. */
  readonly visibility: 'public' | 'private';
  /** Group of a preset field; null for custom ones. */
  readonly group: string | null;
  /** Whether an event of the last 90 days carried it. For presets whose values are not kept: whether the app has data. */
  readonly hasData: boolean;
  /** Null for preset fields, which are columns of every event. */
  readonly seen: Seen | null;
  /** Events that carried it; null for preset fields, which belong to all. */
  readonly events: readonly string[] | null;
  /** The most frequent values, then those that only the dictionary knows. */
  readonly values: readonly MetadataValue[];
  /** Not empty when senders disagree about the type: each type is a field of its own. */
  readonly otherTypes: readonly OtherType[];
}

/** An app's metadata as people see it. */
export interface StudioMetadata {
  readonly appId: string;
  readonly language: Language;
  readonly timeZone: string;
  /** Epoch ms. */
  readonly asOfMs: number;
  /** Local day that `lastDayCount` of events is about. */
  readonly lastDay: string;
  /** Events that were seen, by display name. */
  readonly events: readonly MetadataEvent[];
  /** All preset parameters and the custom ones that were seen, by display name. */
  readonly parameters: readonly MetadataField[];
  /** All preset user attributes and the custom ones that were seen, by display name. */
  readonly userAttributes: readonly MetadataField[];
}
