import { type Language, type LocalizedText, type MetadataEntity, metadataEntityId } from '@millstream/core';
import type { DiscoveredValue } from '@millstream/modeling';
import type { SavedMetadataEdit } from './metadata-edit-store.ts';
import type { Described, MetadataValue } from './studio-metadata.ts';

/** Texts that come with the product. */
export interface BuiltInTexts {
  readonly displayNames: LocalizedText;
  readonly descriptions: LocalizedText;
}

/** Edits of an app by entity id, and the language they are read in. */
export interface EditReading {
  readonly edits: ReadonlyMap<string, SavedMetadataEdit>;
  readonly language: Language;
}

/** The texts and marks of an entity. What a person wrote wins over what is built in, in each language by itself. */
export function describeEntity(
  entity: MetadataEntity,
  preset: BuiltInTexts | undefined,
  { edits, language }: EditReading,
): Described {
  const id = metadataEntityId(entity);
  const saved = edits.get(id);
  const edit = saved?.edit;
  return {
    id,
    name: entity.name,
    displayName: edit?.displayNames[language] || preset?.displayNames[language] || entity.name,
    description: edit?.descriptions[language] || preset?.descriptions[language] || '',
    source: preset === undefined ? 'custom' : 'preset',
    tags: edit?.tags ?? [],
    isHidden: edit?.isHidden ?? false,
    edited:
      saved === undefined
        ? null
        : { version: saved.version, author: saved.author, editedAtMs: saved.editedAtMs },
  };
}

/** A field's values with their names in the dictionary; values that only the dictionary knows come last. */
export function describeValues(
  id: string,
  found: readonly DiscoveredValue[],
  { edits, language }: EditReading,
): readonly MetadataValue[] {
  const dictionary = new Map(
    (edits.get(id)?.edit.dictionary ?? []).map(({ value, displayValues }) => [
      value,
      displayValues[language],
    ]),
  );
  const known = new Set(found.map(({ value }) => value));
  const unseen = [...dictionary.keys()]
    .filter((value) => !known.has(value))
    .map((value) => ({ value, count: 0, atMost: 0 }));
  return [...found, ...unseen].map((entry) => ({
    ...entry,
    displayValue: dictionary.get(entry.value) || entry.value,
  }));
}
