import { type FieldCategory, fieldCategories, presetParameters } from '@millstream/core';
import type { DiscoveredValues } from '../../discovered-metadata.ts';
import type { QueryRow } from '../../warehouse.ts';
import { numberOf, textOf } from '../duckdb-session.ts';
import { trafficSource } from '../tables/session-table.ts';
import { known, type MetadataReading } from './metadata-reading.ts';
import { typeOf } from './seen-row.ts';

/** Values of one field that are told. */
const mostTold = 50;

/** Reads the most frequent values of preset and custom event fields. */
export async function readValues({ session, appId }: MetadataReading): Promise<readonly DiscoveredValues[]> {
  const rows = await session.rows(
    `WITH counted AS (
       SELECT category, name, type, day, value, sum(occurrences) AS times, sum(slack) AS slack
       FROM ${known('metadata_value')} GROUP BY ALL
     ), bound AS (
       SELECT category, name, type, day, slack FROM counted WHERE value IS NULL
     ), bounds AS (SELECT category, name, type, sum(slack) AS total FROM bound GROUP BY ALL)
     SELECT category, name, type, value, sum(times)::BIGINT AS n, max(day) AS last_day,
       -- A day that has a row tells its own slack; a day that has none may hide as many as its bound.
       (sum(times) + coalesce(any_value(total), 0) + sum(coalesce(c.slack - b.slack, 0)))::BIGINT AS at_most
     FROM counted c LEFT JOIN bound b USING (category, name, type, day) LEFT JOIN bounds USING (category, name, type)
     WHERE value IS NOT NULL AND times > 0 GROUP BY category, name, type, value
     QUALIFY row_number() OVER (PARTITION BY category, name, type ORDER BY n DESC, value) <= ${mostTold}
     ORDER BY category, name, type, n DESC, value`,
    { app: appId },
  );
  return withSessionFields(valuesByField(rows));
}

/** Puts rows of category, name, type, value, n and at_most together by field; they come in order. */
export function valuesByField(rows: readonly QueryRow[]): readonly DiscoveredValues[] {
  const key = (row: QueryRow) => JSON.stringify([row.category, row.name, row.type]);
  return [...Map.groupBy(rows, key).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const days = group.flatMap((row) => (typeof row.last_day === 'string' ? [row.last_day] : []));
    return [
      {
        category: categoryOf(first),
        name: textOf(first, 'name'),
        type: typeOf(first),
        lastDay: days.sort().at(-1) ?? null,
        values: group.map((row) => ({
          value: textOf(row, 'value'),
          count: numberOf(row, 'n'),
          atMost: numberOf(row, 'at_most'),
        })),
      },
    ];
  });
}

function categoryOf(row: QueryRow): FieldCategory {
  const category = textOf(row, 'category');
  return fieldCategories.find((known) => known === category) ?? 'event';
}

/** A session takes its source from one of its events, so that values of these are what its own can be. */
function withSessionFields(values: readonly DiscoveredValues[]): readonly DiscoveredValues[] {
  const ofSessions = presetParameters
    .filter(({ table, samples }) => table === 'session' && samples > 0)
    .flatMap(({ name }) => {
      const source = values.find(
        (entry) => entry.category === 'event_outer' && entry.name === trafficSource[name],
      );
      return source === undefined ? [] : [{ ...source, name }];
    });
  return [...values, ...ofSessions];
}
