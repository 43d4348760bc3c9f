/** Types that an attribute's values may have. */
export const attributeTypes = ['string', 'number', 'boolean'] as const;
export type AttributeType = (typeof attributeTypes)[number];

/** An attribute of a planned event. */
export interface PlannedAttribute {
  readonly name: string;
  readonly type: AttributeType;
  /** Events without it are wrong. @default false */
  readonly required?: boolean;
  /** All allowed values, of the attribute's type. @default every value of the type */
  readonly enum?: readonly (string | number)[];
  readonly description?: string;
}

/** An event that an app may record. */
export interface PlannedEvent {
  readonly name: string;
  readonly description?: string;
  readonly attributes?: readonly PlannedAttribute[];
}

/** All events of an app, as a JSON file holds them. */
export interface TrackingPlan {
  readonly events: readonly PlannedEvent[];
}
