import type { DiscoveredEvent, FieldName } from '../../discovered-metadata.ts';
import type { QueryRow } from '../../warehouse.ts';
import { numberOf, textOf } from '../duckdb-session.ts';
import { known, type MetadataReading } from './metadata-reading.ts';
import { mostAssociated, seenColumns, seenOf, textsOf, typeOf } from './seen-row.ts';

/** Reads the events of an app; `lastDay` is the previous complete local day. */
export async function readEvents(
  reading: MetadataReading,
  lastDay: string,
): Promise<readonly DiscoveredEvent[]> {
  const { session, appId, asOfMs } = reading;
  const distinct = (column: string) => `list_sort(list(DISTINCT ${column}) FILTER (${column} <> ''))`;
  const rows = await session.rows(
    `SELECT event_name, ${seenColumns}, ${distinct('sdk_name')} AS sdk_names, ${distinct('sdk_version')} AS sdk_versions
     FROM ${known('metadata_event')} GROUP BY event_name ORDER BY event_name`,
    { app: appId },
  );
  const days = Map.groupBy(await countsPerDay(reading), eventName);
  const parameters = Map.groupBy(await parametersPerEvent(reading), eventName);
  return rows.map((row) => {
    const counts = (days.get(eventName(row)) ?? []).map((count) => ({
      day: textOf(count, 'day'),
      eventCount: numberOf(count, 'event_count'),
    }));
    return {
      name: eventName(row),
      ...seenOf(row, asOfMs),
      sdkNames: textsOf(row.sdk_names),
      sdkVersions: textsOf(row.sdk_versions),
      lastDayCount: counts.find(({ day }) => day === lastDay)?.eventCount ?? 0,
      countsPerDay: counts,
      parameters: (parameters.get(eventName(row)) ?? []).map(fieldName),
    };
  });
}

function eventName(row: QueryRow): string {
  return textOf(row, 'event_name');
}

function fieldName(row: QueryRow): FieldName {
  return { name: textOf(row, 'name'), type: typeOf(row) };
}

/** Counts per event and local day; a day's first quarter begins with it in every zone of today. */
function countsPerDay({ session, appId, timeZone, asOfMs, days }: MetadataReading) {
  return session.rows(
    `WITH today AS (SELECT timezone($zone, make_timestamptz($asOf::BIGINT * 1000))::DATE AS today),
       counted AS (
         FROM ${known('metadata_quarter')}
         WHERE quarter > make_timestamp($asOf::BIGINT * 1000) - to_days(greatest($days::INTEGER, 2) + 1)),
       -- Each quarter's day is told once: the look into the zone costs more than all the rest.
       local AS (
         SELECT quarter, timezone($zone, timezone('UTC', quarter))::DATE AS day
         FROM (SELECT DISTINCT quarter FROM counted))
     SELECT event_name, day, sum(event_count)::BIGINT AS event_count FROM counted JOIN local USING (quarter), today
     WHERE day > today - greatest($days::INTEGER, 2) AND day <= today
     GROUP BY event_name, day ORDER BY event_name, day`,
    { app: appId, zone: timeZone, asOf: asOfMs, days },
  );
}

function parametersPerEvent({ session, appId }: MetadataReading) {
  return session.rows(
    `SELECT event_name, name, type, sum(event_count) AS n
     FROM ${known('metadata_parameter')}
     WHERE category = 'event' GROUP BY event_name, name, type
     QUALIFY row_number() OVER (PARTITION BY event_name ORDER BY n DESC, name, type) <= ${mostAssociated}
     ORDER BY event_name, n DESC, name, type`,
    { app: appId },
  );
}
