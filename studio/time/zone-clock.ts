/** One stretch of time with one offset. */
export interface ZoneSpan {
  /** Epoch ms from which it holds; the first span also holds before. */
  readonly fromMs: number;
  /** Local time minus UTC, ms. */
  readonly offsetMs: number;
}

function offsetAt(epochMs: number, timeZone: string): number {
  return (
    Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1_000_000
  );
}

/**
 * The offsets of a zone between two instants. The zone's rules are read once, here, and travel in the plan as numbers, so
 * that every engine counts by the same rules, whatever zone data it was built with.
 */
export function zoneSpans(timeZone: string, fromMs: number, toMs: number): readonly ZoneSpan[] {
  const spans: ZoneSpan[] = [{ fromMs, offsetMs: offsetAt(fromMs, timeZone) }];
  let at = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.epochMilliseconds >= toMs) return spans;
    spans.push({ fromMs: next.epochMilliseconds, offsetMs: next.offsetNanoseconds / 1_000_000 });
    at = next;
  }
}

/** Local wall-clock ms (as if UTC) of an instant. */
export function localMs(epochMs: number, timeZone: string): number {
  return epochMs + offsetAt(epochMs, timeZone);
}

/** First instant of a local day, epoch ms; where midnight does not exist, the first moment after it. */
export function dayStartMs(day: Temporal.PlainDate, timeZone: string): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The local date of an instant. */
export function localDate(epochMs: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timeZone).toPlainDate();
}
