import type { StoreLayout } from '@millstream/core';
import type { EventTrace, QueryRow, RequestTrace, Warehouse } from '@millstream/modeling';
import { findWaitingRequest, type WaitingRequest } from '../find-waiting-request.ts';

/** A user that carries an id. */
export interface FoundUser {
  readonly appId: string;
  readonly userPseudoId: string;
  readonly userId: string | null;
  readonly firstSeenMs: number | null;
}

/** Where an event stands among sessions and channels, for the line of its life. */
export interface EventPlace {
  readonly appId: string;
  readonly eventId: string;
  readonly eventMs: number;
  readonly userPseudoId: string | null;
  readonly sessionId: string | null;
  readonly sessionNumber: number | null;
  readonly channel: string | null;
  readonly isBot: boolean;
  readonly botReason: string | null;
}

/** Everything that carries an id, or null where nothing does. */
export interface Found {
  readonly id: string;
  readonly request: RequestTrace | WaitingRequest | null;
  readonly events: readonly EventTrace[];
  readonly places: readonly EventPlace[];
  readonly users: readonly FoundUser[];
}

const placeSql = `SELECT app_id, event_id, event_time_msec, user_pseudo_id, session_id, session_number,
  traffic_source_channel_group, is_bot, bot_reason FROM event_v2 WHERE event_id = $1 LIMIT 20`;
const userSql = `SELECT app_id, user_pseudo_id, user_id, first_touch_time_msec FROM user_v2
  WHERE user_pseudo_id = $1 OR user_id = $1 LIMIT 50`;

async function rowsOf(warehouse: Warehouse, sql: string, id: string): Promise<readonly QueryRow[]> {
  const found: QueryRow[] = [];
  for await (const row of (await warehouse.query(sql, { parameters: [id] })).rows) found.push(row);
  return found;
}

const textOrNull = (value: unknown) => (value === null || value === undefined ? null : String(value));
const numberOrNull = (value: unknown) => (value === null || value === undefined ? null : Number(value));

function placeOf(row: QueryRow): EventPlace {
  return {
    appId: String(row.app_id),
    eventId: String(row.event_id),
    eventMs: Number(row.event_time_msec),
    userPseudoId: textOrNull(row.user_pseudo_id),
    sessionId: textOrNull(row.session_id),
    sessionNumber: numberOrNull(row.session_number),
    channel: textOrNull(row.traffic_source_channel_group),
    isBot: row.is_bot === true,
    botReason: textOrNull(row.bot_reason),
  };
}

/** Looks for an id among requests, events and users. */
export async function findAnything(
  { warehouse, layout }: { readonly warehouse: Warehouse; readonly layout: StoreLayout },
  id: string,
): Promise<Found> {
  const follow = () => warehouse.followRequest(id);
  // Processed, waiting, or processed while we looked.
  const request = (await follow()) ?? (await findWaitingRequest(layout, id)) ?? (await follow());
  const [events, places, users] = await Promise.all([
    warehouse.followEvent(id),
    rowsOf(warehouse, placeSql, id),
    rowsOf(warehouse, userSql, id),
  ]);
  return {
    id,
    request,
    events,
    places: places.map(placeOf),
    users: users.map((row) => ({
      appId: String(row.app_id),
      userPseudoId: String(row.user_pseudo_id),
      userId: textOrNull(row.user_id),
      firstSeenMs: numberOrNull(row.first_touch_time_msec),
    })),
  };
}
