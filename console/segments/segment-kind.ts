import { CodedError } from '@millstream/core';
import { bodyVersionSchema, nameSchema, noteSchema } from '@millstream/studio';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { SavedKey, SavedKind } from '../saved/saved-kind.ts';
import { segmentIdsIn } from '../saved/segment-ids-in.ts';
import type { SavedTables } from '../store/saved-tables.ts';

/** The part of a `SegmentSpec` that keeping it needs; whoever computes the segment validates the rest. */
const segmentBodySchema = z.looseObject({
  version: bodyVersionSchema,
  name: nameSchema,
  description: noteSchema.optional(),
});

/** A segment's definition as it is kept. */
export type SegmentBody = z.infer<typeof segmentBodySchema>;

/** Segments. A definition that would need its own members is refused when it is saved. */
export const segmentKind: SavedKind<SegmentBody> = {
  kind: 'segment',
  label: 'Segment',
  schema: segmentBodySchema,
  nameOf: ({ name }) => name,
  referencesOf: (body) => [...segmentIdsIn(body)].map((id) => ({ kind: 'segment', id })),
  checkWrite: refuseCycles,
};

async function refuseCycles(database: Kysely<SavedTables>, key: SavedKey): Promise<void> {
  const seen = new Set<string>();
  let open = await segmentsNamedBy(database, key);
  while (open.length > 0) {
    if (open.includes(key.id))
      throw new CodedError('SAVED_OBJECT_INVALID', {
        what: 'Segment',
        problems: 'criteria: the segment needs its own members, directly or through others',
      });
    const fresh = open.filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    const named = await Promise.all(fresh.map((id) => segmentsNamedBy(database, { appId: key.appId, id })));
    open = named.flat();
  }
}

async function segmentsNamedBy(database: Kysely<SavedTables>, key: SavedKey): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('saved_reference')
    .select('target_id')
    .where('kind', '=', 'segment')
    .where('target_kind', '=', 'segment')
    .where('app_id', '=', key.appId)
    .where('object_id', '=', key.id)
    .execute();
  return rows.map((row) => row.target_id);
}
