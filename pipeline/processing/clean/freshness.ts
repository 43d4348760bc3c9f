import type { RejectReason } from '@millstream/core';

const hourMs = 3_600_000;
const exemptNames: ReadonlySet<unknown> = new Set(['_first_open', '_first_visit', '_profile_set']);

/** Limits of an event's age. */
export interface FreshnessLimits {
  /** Oldest age at ingest that passes, hours. */
  readonly freshnessHours: number;
  /** How far an event may lie ahead of `now`, ms. */
  readonly futureToleranceMs: number;
  /** Waives the age, not the future. */
  readonly anyAge: boolean;
  /** Processing clock, epoch ms. */
  readonly now: number;
}

/**
 * Why an event of this time is not fresh, or null. First opens and profile sets always pass; `eventType` is the event's
 * `event_type` as sent (its alias does not exempt). An age of exactly the limit passes.
 */
export function freshnessProblem(
  eventType: unknown,
  times: { readonly eventMs: number; readonly ingestMs: number },
  limits: FreshnessLimits,
): Extract<RejectReason, 'too_old' | 'in_future'> | null {
  const { eventMs, ingestMs } = times;
  const isFuture = eventMs > limits.now + limits.futureToleranceMs;
  const isOld = !limits.anyAge && ingestMs - eventMs > limits.freshnessHours * hourMs;
  if (!isFuture && !isOld) return null;
  if (exemptNames.has(eventType)) return null;
  return isFuture ? 'in_future' : 'too_old';
}
