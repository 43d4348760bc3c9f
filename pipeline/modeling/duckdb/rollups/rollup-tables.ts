import { type StoredColumn, storedColumns } from '../tables/stored-column.ts';
import { pageVisitDimensions, storedForm, trafficColumns, visitDimensions } from './rollup-columns.ts';

/** What tells a session of a user: as in `stored.activity`, but from its start. */
const sessionKey = storedColumns('session_start BIGINT', 'session_other INTEGER');

/**
 * Stored tables of the rollups: what happened, counted by quarter hour (`slot`), user and session. Rows of equal keys may
 * stand side by side until their day is compacted: readers add counts up and take the largest of the rest.
 */
export const rollupTables: Readonly<Record<string, readonly StoredColumn[]>> = {
  visit: [
    ...storedColumns('app_id VARCHAR', 'slot INTEGER', 'user_no INTEGER'),
    ...sessionKey,
    ...storedForm(visitDimensions),
    ...storedColumns(
      // Bit n: an event of the name with number n; names beyond the 62nd have none.
      'names BIGINT',
      'events INTEGER',
      'views INTEGER',
      'opened INTEGER',
      'started INTEGER',
      'crashed INTEGER',
      'engagement BIGINT',
      'duration BIGINT',
      'value DOUBLE',
      // Time of the last event since the slot's beginning, ms.
      'last_gap INTEGER',
    ),
  ],
  page_visit: [
    ...storedColumns('app_id VARCHAR', 'slot INTEGER', 'user_no INTEGER'),
    ...sessionKey,
    ...storedForm(pageVisitDimensions),
    ...storedColumns(
      'events INTEGER',
      'page_views INTEGER',
      'screen_views INTEGER',
      'page_entries INTEGER',
      'screen_entries INTEGER',
      'engagement BIGINT',
      // Place of the last view of the kind: time since the slot's beginning, and order among a person's events of that time.
      'page_gap INTEGER',
      'page_tie INTEGER',
      'screen_gap INTEGER',
      'screen_tie INTEGER',
    ),
  ],
  session_traffic: [
    ...storedColumns('app_id VARCHAR', 'user_no INTEGER'),
    ...sessionKey,
    ...storedForm(trafficColumns),
  ],
  /** Numbers of the names of an app's events, from 0. */
  event_name_number: storedColumns('app_id VARCHAR', 'event_name VARCHAR', 'name_no INTEGER'),
  /** One row when the warehouse keeps rollups. */
  rollup_state: storedColumns('version INTEGER'),
  /** Rows written since their day was last compacted. */
  rollup_loose: storedColumns('app_id VARCHAR', 'day_no INTEGER', 'written BIGINT'),
};

/** Tables that hold rows of users by slot. */
export const slotTables = ['visit', 'page_visit'] as const;

/** Names of events that have a bit, at most: those of a positive 64-bit number. */
export const mostNamedBits = 62;
