import { type Clock, CodedError } from '@millstream/core';
import { checkSegment, parseSegmentSpec, type SegmentSpec, segmentSpecSchema } from '@millstream/studio';
import type { Kysely } from 'kysely';
import type { SavedKey, SavedKind } from '../saved/saved-kind.ts';
import { segmentIdsIn } from '../saved/segment-ids-in.ts';
import type { ConsoleTables } from '../store/console-database.ts';

/**
 * Segments. When one is saved, what it names must exist, it must not need its own members, and an automatic refresh must
 * end in the future.
 */
export function createSegmentKind(clock: Clock): SavedKind<SegmentSpec> {
  return {
    kind: 'segment',
    label: 'Segment',
    schema: segmentSpecSchema,
    parse: parseSegmentSpec,
    nameOf: ({ name }) => name,
    referencesOf: (spec) => [...segmentIdsIn(spec)].map((id) => ({ kind: 'segment', id })),
    async checkWrite(database, key, spec) {
      if (spec.appId !== key.appId)
        throw new CodedError('SEGMENT_INVALID', { problems: '/appId: names another app' });
      checkSegment(spec, {
        segmentId: key.id,
        saved: await savedSegments(database, key),
        timeZone: await timeZoneOf(database, key),
        nowMs: clock.now(),
      });
    },
  };
}

async function savedSegments(database: Kysely<ConsoleTables>, { appId }: SavedKey) {
  const rows = await database
    .selectFrom('saved_object')
    .select(['object_id', 'name', 'body'])
    .where('kind', '=', 'segment')
    .where('app_id', '=', appId)
    .where('deleted_at', 'is', null)
    .execute();
  return rows.map(({ object_id, name, body }) => {
    const spec: unknown = JSON.parse(body);
    return { segmentId: object_id, name, spec };
  });
}

async function timeZoneOf(database: Kysely<ConsoleTables>, { appId }: SavedKey): Promise<string> {
  const row = await database
    .selectFrom('app')
    .select('time_zone')
    .where('app_id', '=', appId)
    .executeTakeFirst();
  if (row === undefined) throw new CodedError('NOT_FOUND', { what: `App ${appId}` });
  return row.time_zone;
}
