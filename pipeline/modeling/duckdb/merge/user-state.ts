import { quoteIdentifier } from '../sql-text.ts';
import { shownId } from '../tables/shown-expressions.ts';
import { columnNames } from '../tables/stored-column.ts';
import { type UserPart, userEventColumns, userParts, userStored } from '../tables/user-table.ts';

const stamps = new Set(['job_name', 'process_time', 'created_time', 'load_no']);

/** Select list of event columns that user states are made of; `row_key` tells rows of the relation apart. */
export function userContribution(rowKey: string): string {
  const names = userEventColumns.map((name) => `e.${quoteIdentifier(name)}`).join(', ');
  return `${rowKey} AS row_key, e.app_id, e.user_pseudo_id, e.event_timestamp, e.event_name, ${shownId('event', 'e.')} AS event_id, ${names}`;
}

/**
 * Query for the state of each user that follows from the events of `relation` alone, as rows of `stored.user`.
 * Each part comes whole from one event, the greatest or smallest by (event_timestamp, event_id).
 * Parameters: job, processMs, createdMs, loadNo.
 */
export function userStateSql(relation: string): string {
  const picks = userParts.map((part) => {
    const best = part.wins === 'later' ? 'arg_max' : 'arg_min';
    return `${best}(e.row_key, {'at': e.event_timestamp, 'event': e.event_id}) FILTER (WHERE ${part.suppliedBy}) AS ${part.name}_row`;
  });
  const joins = userParts.map(
    (part) => `LEFT JOIN ${relation} ${part.name} ON ${part.name}.row_key = b.${part.name}_row`,
  );
  const values = userParts.flatMap((part) => [
    ...Object.entries(part.columns).map(
      ([name, expression]) => `${expression.replace(/\be\./g, `${part.name}.`)} AS ${name}`,
    ),
    `${part.name}.event_timestamp AS ${part.at}`,
    `${part.name}.event_id AS ${part.event}`,
  ]);
  return `WITH best AS (
      SELECT e.app_id, e.user_pseudo_id, max(e.event_timestamp) AS event_timestamp, ${picks.join(', ')}
      FROM ${relation} e GROUP BY e.app_id, e.user_pseudo_id
    )
    SELECT b.app_id, b.user_pseudo_id, b.event_timestamp, ${values.join(', ')},
      $job AS job_name, make_timestamp($processMs::BIGINT * 1000) AS process_time,
      make_timestamp($createdMs::BIGINT * 1000) AS created_time, $loadNo::INTEGER AS load_no
    FROM best b ${joins.join(' ')}`;
}

/** Condition that state `n` supplies this part rather than state `s`. */
function newWins(part: UserPart): string {
  const order = part.wins === 'later' ? '>' : '<';
  return `(n.${part.at} IS NOT NULL AND (s.${part.at} IS NULL OR (n.${part.at}, n.${part.event}) ${order} (s.${part.at}, s.${part.event})))`;
}

/** Select list that merges the states `s` (earlier) and `n` (new) of one user; the order of the two does not matter. */
export function mergedUser(): string {
  const parts = userParts.flatMap((part) =>
    [...Object.keys(part.columns), part.at, part.event].map(
      (name) => `CASE WHEN ${newWins(part)} THEN n.${name} ELSE s.${name} END AS ${name}`,
    ),
  );
  return [
    'coalesce(n.app_id, s.app_id) AS app_id',
    'coalesce(n.user_pseudo_id, s.user_pseudo_id) AS user_pseudo_id',
    'greatest(n.event_timestamp, s.event_timestamp) AS event_timestamp',
    ...parts,
    ...[...stamps].map((name) => `coalesce(n.${name}, s.${name}) AS ${name}`),
  ].join(', ');
}

/** One update per part and one for the time and stamps, each only for rows where it changes something. */
export function userUpdates(): readonly string[] {
  const parts = userParts.map((part) => {
    const names = [...Object.keys(part.columns), part.at, part.event];
    return `UPDATE stored.user u SET ${names.map((name) => `${name} = h.${name}`).join(', ')}
      FROM user_hit h WHERE u.rowid = h.row_id AND h.${part.name}_changes`;
  });
  const names = ['event_timestamp', ...stamps];
  return [
    ...parts,
    `UPDATE stored.user u SET ${names.map((name) => `${name} = h.${name}`).join(', ')}
     FROM user_hit h WHERE u.rowid = h.row_id`,
  ];
}

/** Flags beside a merged user that tell which parts changed. */
export function changedParts(): string {
  return userParts.map((part) => `${newWins(part)} AS ${part.name}_changes`).join(', ');
}

/** Columns of `stored.user`, for inserts. */
export const userColumnList: string = columnNames(userStored);
