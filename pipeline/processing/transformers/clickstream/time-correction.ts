import { isStorableTime } from '../../clean/read-line.ts';
import type { SourceRecord } from '../../clean/source-record.ts';
import { uriInteger } from './uri-integer.ts';

/** Clock differences up to this stay uncorrected unless the event lies in the future, ms. */
const toleratedOffsetMs = 600_000;

/** What correcting an event's time came to. */
export interface TimeCorrection {
  /** The corrected time of the event, epoch ms. */
  readonly eventMs: number;
  /** Added to the event's times, ms; 0 when nothing was corrected. */
  readonly shiftMs: number;
  /** Why; undefined when nothing was corrected. */
  readonly reason: string | undefined;
  /** When the bundle was sent by the client's clock, as far as it was looked for. */
  readonly uploadMs: number | undefined;
}

function uploadTime(record: SourceRecord): number | undefined {
  if (record.uploadMs !== undefined) return record.uploadMs;
  const fromUri = uriInteger(record.uri, 'upload_timestamp');
  return fromUri !== undefined && isStorableTime(fromUri) ? fromUri : undefined;
}

/**
 * How far an event's times are to be moved, from the client's clock offset when the bundle was sent. Without `timeShift`
 * only events after `now` are corrected, and the record's URI is not consulted for others.
 */
export function correctTime(
  timestamp: number,
  record: SourceRecord,
  { now, timeShift }: { readonly now: number; readonly timeShift: boolean },
): TimeCorrection {
  const isFuture = timestamp > now;
  if (!isFuture && !timeShift) {
    return { eventMs: timestamp, shiftMs: 0, reason: undefined, uploadMs: record.uploadMs };
  }
  const uploadMs = uploadTime(record);
  let shiftMs = 0;
  let reason: string | undefined;
  if (uploadMs !== undefined) {
    const offset = record.ingestMs - uploadMs;
    if (Math.abs(offset) > toleratedOffsetMs || isFuture) {
      shiftMs = offset;
      reason = `ingestTimestamp is ${offset} millis ahead of uploadTimestamp, isFutureEvent: ${isFuture}`;
    }
  }
  let eventMs = timestamp + shiftMs;
  if (eventMs > now) {
    eventMs = record.ingestMs;
    shiftMs = eventMs - timestamp;
    reason = `${reason ?? ''}|eventTimestamp is in the future, set to ingestTimestamp`;
  }
  return { eventMs, shiftMs, reason, uploadMs };
}
