import type { EventRow } from '../../rows/event-row.ts';

/** An event that a client reports as a flag of another one. */
export interface ExtraEvent {
  readonly name: '_first_open' | '_session_start';
  /** Ends the event's id. */
  readonly idSuffix: '-first-open' | '-session-start';
}

/** The first event of a visitor. */
export const firstOpen: ExtraEvent = { name: '_first_open', idSuffix: '-first-open' };
/** The first event of a session. */
export const sessionStart: ExtraEvent = { name: '_session_start', idSuffix: '-session-start' };

/** A copy of `row` under the extra event's name and id, at `eventIndex`. Items stay with the original. */
export function extraEventRow(row: EventRow, extra: ExtraEvent, eventIndex: number): EventRow {
  return { ...row, event_index: eventIndex, event_name: extra.name, event_id: row.event_id + extra.idSuffix };
}
