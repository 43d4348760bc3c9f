import type { StoredValueType } from '../plan/source.ts';

/** Names that the app has sent; everything else is refused, so that no typing error reads as "no data". */
export interface KnownNames {
  hasEvent(name: string): boolean;
  /** All names of events. Absent = not known. */
  readonly eventNames?: readonly string[];
  /** A custom parameter with values of this type (`number` and `integer` are one). */
  hasParameter(name: string, type: StoredValueType): boolean;
  /** A custom user attribute with values of this type. */
  hasAttribute(name: string, type: StoredValueType): boolean;
  /** Name of a segment; undefined when there is none. Absent = every id is a segment and its own name. */
  segmentName?(segmentId: string): string | undefined;
}

/** Accepts every name. */
export const anyName: KnownNames = {
  hasEvent: () => true,
  hasParameter: () => true,
  hasAttribute: () => true,
};
