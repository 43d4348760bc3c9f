import type { RejectReason } from '@millstream/core';
import { int64OfJson } from '../custom-values/number-text.ts';
import { NumberToken } from '../custom-values/number-token.ts';
import { isJsonObject, type JsonObject } from './json-object.ts';

/** What is wrong with an event. */
export interface EventProblem {
  readonly reason: RejectReason;
  /** The field concerned. */
  readonly detail?: string;
}

/** An element that has the required fields with acceptable types. */
export interface CheckedEvent {
  readonly event: JsonObject;
  /** Client time of the event, epoch ms, uncorrected. */
  readonly timestamp: number;
}

const requiredFields = ['event_id', 'app_id', 'timestamp'] as const;
const optionalIntegers = [
  'screen_height',
  'screen_width',
  'zone_offset',
  'event_previous_timestamp',
  'viewport_width',
  'viewport_height',
] as const;
const notObject: EventProblem = Object.freeze({ reason: 'event_not_object' });

/** Checks an element of a body: required fields, JSON integers of 64 bits, a JSON number. Text never passes as number. */
export function checkEvent(element: unknown): CheckedEvent | EventProblem {
  if (!isJsonObject(element)) return notObject;
  for (const field of requiredFields) {
    if (element[field] === undefined || element[field] === null) {
      return { reason: 'event_field_missing', detail: field };
    }
  }
  const timestamp = int64OfJson(element.timestamp);
  if (timestamp === undefined) return { reason: 'event_field_type', detail: 'timestamp' };
  for (const field of optionalIntegers) {
    const value = element[field];
    if (value !== undefined && value !== null && int64OfJson(value) === undefined) {
      return { reason: 'event_field_type', detail: field };
    }
  }
  const usd = element.event_value_in_usd;
  if (usd !== undefined && usd !== null && typeof usd !== 'number' && !(usd instanceof NumberToken)) {
    return { reason: 'event_field_type', detail: 'event_value_in_usd' };
  }
  return { event: element, timestamp };
}
