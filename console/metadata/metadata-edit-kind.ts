import { type MetadataEdit, metadataEditSchema } from '@millstream/studio';
import type { SavedKind } from '../saved/saved-kind.ts';

/** What people say about an event or field; the object's id is the entity's. */
export const metadataEditKind: SavedKind<MetadataEdit> = {
  kind: 'metadata_edit',
  label: 'Metadata',
  schema: metadataEditSchema,
  nameOf: ({ displayNames }) => displayNames['en-US'] ?? Object.values(displayNames).find(Boolean) ?? '',
};
