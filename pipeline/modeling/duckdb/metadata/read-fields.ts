import type { DiscoveredField } from '../../discovered-metadata.ts';
import { textOf } from '../duckdb-session.ts';
import { known, type MetadataReading } from './metadata-reading.ts';
import { mostAssociated, seenColumns, seenOf, textsOf, typeOf } from './seen-row.ts';

/** Reads the custom parameters and user attributes of an app. */
export async function readFields({
  session,
  appId,
  asOfMs,
}: MetadataReading): Promise<readonly DiscoveredField[]> {
  const rows = await session.rows(
    `WITH found AS ${known('metadata_parameter')}, per_event AS (
       SELECT category, name, type, event_name, sum(event_count) AS n FROM found GROUP BY ALL
     ), events AS (
       SELECT category, name, type, list(event_name ORDER BY n DESC, event_name)[:${mostAssociated}] AS events
       FROM per_event GROUP BY ALL
     ), fields AS (SELECT category, name, type, ${seenColumns} FROM found GROUP BY category, name, type)
     SELECT * FROM fields JOIN events USING (category, name, type) ORDER BY category, name, type`,
    { app: appId },
  );
  return rows.map((row) => ({
    category: textOf(row, 'category') === 'user' ? 'user' : 'event',
    name: textOf(row, 'name'),
    type: typeOf(row),
    ...seenOf(row, asOfMs),
    events: textsOf(row.events),
  }));
}
