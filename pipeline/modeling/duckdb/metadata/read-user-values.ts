import { presetUserAttributes } from '@millstream/core';
import type { DiscoveredValues } from '../../discovered-metadata.ts';
import { columnsAsRows, entriesOf, isShown } from './discovered-sql.ts';
import type { MetadataReading } from './metadata-reading.ts';
import { valuesByField } from './read-values.ts';

/** Values of one attribute that are told. */
const mostTold = 20;
const preset = presetUserAttributes.filter(
  ({ category, samples }) => category === 'user_outer' && samples > 0,
);

/**
 * Reads how many users have the most frequent values of each attribute now. Users are one row each, so counting them when
 * asked costs less than keeping count of every change.
 */
export async function readUserValues({
  session,
  appId,
}: MetadataReading): Promise<readonly DiscoveredValues[]> {
  const names = preset.map(({ name }) => name);
  const shown = names.map((name) => (name === 'first_visit_date' ? `${firstVisitDate} AS ${name}` : name));
  const combinations = `(SELECT ${shown.join(', ')}, count(*) AS users FROM stored.user WHERE app_id = $app GROUP BY ALL)`;
  const maps = `(SELECT user_properties AS map_text, 1 AS users FROM stored.user
    WHERE app_id = $app AND user_properties IS NOT NULL)`;
  const rows = await session.rows(
    `SELECT category, name, type, value, sum(users)::BIGINT AS n, n AS at_most
     FROM (SELECT 'user_outer' AS category, * FROM (${columnsAsRows(combinations, preset, 'users')})
       UNION ALL BY NAME
       SELECT 'user' AS category, * FROM (${entriesOf(maps, 'users')}) WHERE NOT contains(lower(name), 'timestamp'))
     WHERE ${isShown} GROUP BY category, name, type, value
     QUALIFY row_number() OVER (PARTITION BY category, name, type ORDER BY n DESC, value) <= ${mostTold}
     ORDER BY category, name, type, n DESC, value`,
    { app: appId },
  );
  return valuesByField(rows);
}

/** Clients send any number as the time of the first touch; days beyond four-digit years are no days. */
const firstVisitDate = `CASE WHEN first_touch_time_msec BETWEEN -62135596800000 AND 253402300799999
  THEN make_timestamp(first_touch_time_msec * 1000)::DATE::VARCHAR END`;
