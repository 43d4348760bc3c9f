import { type AppId, eventColumns } from '@millstream/core';
import { quoteIdentifier, quoteLiteral, timestampLiteral } from '../sql-text.ts';
import { makesSession, sourceRank } from '../tables/session-table.ts';

/** Events of people of one app within a span of event time. */
export interface VisitSpan {
  readonly appId: AppId;
  /** Epoch ms, included. */
  readonly fromMs: number;
  /** Epoch ms, excluded. */
  readonly untilMs: number;
}

/** Columns that hold the pages of a visit. */
const pageColumns = [
  'page_view_page_url',
  'page_view_page_referrer',
  'page_view_latest_referrer',
  'page_view_latest_referrer_host',
  'page_view_hostname',
] as const;

/**
 * Query for the distinct pages and traffic sources of a span's events: the five page columns and the ten
 * `traffic_source_*` columns by name, `events`, and `sessions` that take their traffic source from such an event. A session
 * counts with the event that it would be made of if it had only the events of the span.
 */
export function visitQuery({ appId, fromMs, untilMs }: VisitSpan): string {
  const traffic = eventColumns.map(({ name }) => name).filter((name) => name.startsWith('traffic_source_'));
  const shown = [...pageColumns, ...traffic].map((name) => `e.${quoteIdentifier(name)}`).join(', ');
  return `WITH span AS (
      SELECT e.event_id, e.event_timestamp, e.event_name, e.user_pseudo_id, e.session_id, ${shown} FROM event_v2 e
      WHERE e.app_id = ${quoteLiteral(appId)} AND NOT e.is_bot
        AND e.event_timestamp >= ${timestampLiteral(fromMs)} AND e.event_timestamp < ${timestampLiteral(untilMs)}
    ), chosen AS (
      SELECT arg_min(e.event_id, {'rank': ${sourceRank}, 'at': e.event_timestamp, 'event': e.event_id}) AS event_id
      FROM span e WHERE ${makesSession} GROUP BY e.user_pseudo_id, e.session_id
    )
    SELECT ${shown}, count(*) AS events, count(c.event_id) AS sessions
    FROM span e LEFT JOIN chosen c ON c.event_id = e.event_id GROUP BY ALL`;
}
