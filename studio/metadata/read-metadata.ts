import { type Language, presetEvents } from '@millstream/core';
import type { DiscoveredMetadata, MetadataOptions, Warehouse } from '@millstream/modeling';
import { describeEntity, type EditReading } from './describe-entity.ts';
import { withDistinctNames } from './distinct-names.ts';
import { mergeFields } from './merge-fields.ts';
import type { MetadataEditStore, SavedMetadataEdit } from './metadata-edit-store.ts';
import type { StudioMetadata } from './studio-metadata.ts';

/** Whose metadata to read and how. `timeZone` is the app's. */
export interface ReadMetadataOptions extends MetadataOptions {
  readonly warehouse: Pick<Warehouse, 'metadata'>;
  readonly edits: Pick<MetadataEditStore, 'list'>;
  readonly appId: string;
  readonly language: Language;
}

/** Reads an app's metadata: what loads found, what is built in, and what people wrote, which wins. */
export async function readMetadata(options: ReadMetadataOptions): Promise<StudioMetadata> {
  const { warehouse, edits, appId, language, ...metadataOptions } = options;
  const [discovered, saved] = await Promise.all([
    warehouse.metadata(appId, metadataOptions),
    edits.list(appId),
  ]);
  return mergeMetadata(discovered, saved, language);
}

/** Puts together what was found, what is built in and what people wrote. */
export function mergeMetadata(
  discovered: DiscoveredMetadata,
  saved: readonly SavedMetadataEdit[],
  language: Language,
): StudioMetadata {
  const reading: EditReading = { edits: new Map(saved.map((edit) => [edit.entityId, edit])), language };
  const { compare } = new Intl.Collator(language, { numeric: true });
  const ordered = <Entry extends { readonly name: string; readonly displayName: string }>(
    entries: readonly Entry[],
  ) =>
    withDistinctNames(entries).toSorted(
      (a, b) => compare(a.displayName, b.displayName) || (a.name < b.name ? -1 : 1),
    );
  const { appId, timeZone, asOfMs, lastDay } = discovered;
  return {
    appId,
    language,
    timeZone,
    asOfMs,
    lastDay,
    events: ordered(
      discovered.events.map(({ name, ...event }) => {
        const preset = presetEvents.find((entry) => entry.name === name);
        return { ...event, ...describeEntity({ kind: 'event', name }, preset, reading) };
      }),
    ),
    parameters: ordered(mergeFields('parameters', discovered, reading)),
    userAttributes: ordered(mergeFields('userAttributes', discovered, reading)),
  };
}
