import type { DiscoveredMetadata, MetadataOptions } from '../../discovered-metadata.ts';
import { type DuckDbSession, textOf } from '../duckdb-session.ts';
import type { MetadataReading } from './metadata-reading.ts';
import { readEvents } from './read-events.ts';
import { readFields } from './read-fields.ts';
import { readUserValues } from './read-user-values.ts';
import { readValues } from './read-values.ts';
import { countEvents, countValues, pendingEvents, settledLoadNo } from './settle-metadata.ts';

/** Reads what is known about an app, with the events that are not counted yet, in the session's snapshot. */
export async function readMetadata(
  session: DuckDbSession,
  appId: string,
  options: MetadataOptions & { readonly asOfMs: number },
): Promise<DiscoveredMetadata> {
  const { timeZone = 'UTC', asOfMs, days = 30, withValues = true } = options;
  const settled = await settledLoadNo(session);
  const waiting = settled === null ? 'SELECT e.* FROM stored.event e WHERE false' : pendingEvents(settled);
  await session.run('CREATE OR REPLACE TEMP TABLE asked_app AS SELECT $app AS app_id', { app: appId });
  const own = `${waiting} AND e.app_id = (SELECT app_id FROM asked_app)`;
  await countEvents(session, own);
  if (withValues) await countValues(session, own, 1);
  const reading: MetadataReading = { session, appId, timeZone, asOfMs, days };
  const [last] = await session.rows(
    `SELECT timezone($zone, make_timestamptz($asOf::BIGINT * 1000))::DATE - 1 AS day`,
    { zone: timeZone, asOf: asOfMs },
  );
  const lastDay = textOf(last, 'day');
  return {
    appId,
    timeZone,
    asOfMs,
    lastDay,
    events: await readEvents(reading, lastDay),
    fields: await readFields(reading),
    values: withValues ? [...(await readValues(reading)), ...(await readUserValues(reading))] : [],
  };
}
