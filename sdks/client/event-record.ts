/** A value of an attribute; null in a call removes or skips the attribute. */
export type AttributeValue = string | number | boolean | null;

/** Attributes of an event, of the user or of all events, by name. */
export type Attributes = Readonly<Record<string, AttributeValue | undefined>>;

/** One thing bought, seen or put into a cart. `id` is required; up to 10 keys besides the named ones. */
export interface Item {
  readonly id?: string;
  readonly name?: string;
  readonly brand?: string;
  readonly currency?: string;
  readonly price?: number;
  readonly quantity?: number;
  readonly creative_name?: string;
  readonly creative_slot?: string;
  readonly location_id?: string;
  readonly category?: string;
  readonly category2?: string;
  readonly category3?: string;
  readonly category4?: string;
  readonly category5?: string;
  readonly [custom: string]: AttributeValue | undefined;
}

/** An event as an app records it. */
export interface RecordedEvent {
  readonly name: string;
  readonly attributes?: Attributes | undefined;
  readonly items?: readonly Item[] | undefined;
  /** Sends at once, also in batch mode. */
  readonly isImmediate?: boolean | undefined;
}

/** A user attribute with the moment it was set, epoch ms. */
export interface UserAttribute {
  readonly value: string | number | boolean;
  readonly set_timestamp: number;
}

/** An event that waits for its way to the collector. */
export interface QueuedEvent {
  /** `event_id`. */
  readonly id: string;
  /** Event time, epoch ms of the client's clock. */
  readonly at: number;
  /** The event as it is sent, one JSON object. */
  readonly json: string;
}
