import { type PresetParameter, presetParameters } from '@millstream/core';
import { columnsAsRows, isShown } from './discovered-sql.ts';

const sampled = presetParameters.filter(({ samples, table }) => samples > 0 && table === 'event_v2');
/**
 * Columns that stay the same through a visit, and those that change with each event: grouped apart, both have few
 * combinations, so that values are taken out of a tenth of the rows.
 */
const steady = sampled.filter(({ visibility }) => visibility === 'public');
const moving = sampled.filter(({ visibility }) => visibility === 'private');

/** Values of preset columns of `events`, as rows for `metadata_value`. */
export function presetValuesOf(events: string): string {
  const parts = [steady, moving].map((columns) => valuesOf(events, columns));
  return `SELECT app_id, 'event_outer' AS category, name, type, day, value, sum(n)::BIGINT AS occurrences
    FROM (${parts.join(' UNION ALL ')}) WHERE ${isShown} GROUP BY ALL`;
}

function valuesOf(events: string, columns: readonly PresetParameter[]): string {
  const names = columns.map(({ name }) => name);
  // Grouping by one hash takes half the time of grouping by the columns; 64 bits tell thousands of combinations apart.
  // The app has a name of its own beside the column `app_id`, whose values are counted as well.
  const combinations = `(SELECT app_id AS app, event_timestamp::DATE AS day, hash(${names.join(', ')}) AS combination,
      ${names.map((name) => `any_value(${name}) AS ${name}`).join(', ')}, count(*) AS n
    FROM ${events} GROUP BY app, day, combination)`;
  return columnsAsRows(combinations, columns, 'app AS app_id, day, n');
}
