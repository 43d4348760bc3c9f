import { languages } from '@millstream/core';
import { z } from 'zod';

/** Longest display name, display value and tag, in UTF-16 code units. */
export const displayNameLimit = 255;
/** Longest description. */
export const descriptionLimit = 1024;
/** Longest raw value that a dictionary names: discovered values are cut to 100 characters. */
const rawValueLimit = 1024;
const mostTags = 50;
const mostDictionaryEntries = 1000;

function localized(limit: number) {
  const text = z.string().max(limit);
  // An empty text is a cleared one: it is left out, so that the default shows again.
  return z
    .partialRecord(z.enum(languages), text)
    .transform((texts) => Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== '')));
}

const dictionaryEntry = z.strictObject({
  /** Value as it is stored in events. */
  value: z.string().min(1).max(rawValueLimit),
  displayValues: localized(displayNameLimit).default({}),
});

/**
 * What people say about one event or field, whole. A text that is left out or empty shows the default. Any characters are
 * accepted: whoever shows the texts escapes them.
 */
export const metadataEditSchema = z.strictObject({
  displayNames: localized(displayNameLimit).default({}),
  descriptions: localized(descriptionLimit).default({}),
  tags: z.array(z.string().trim().min(1).max(displayNameLimit)).max(mostTags).default([]),
  /** Hidden entities are offered by no list; queries that name them still work. */
  isHidden: z.boolean().default(false),
  /** Names of values, at most one entry a value. */
  dictionary: z
    .array(dictionaryEntry)
    .max(mostDictionaryEntries)
    .refine((entries) => new Set(entries.map((entry) => entry.value)).size === entries.length, {
      error: 'names a value twice',
    })
    .default([]),
});

/** A validated edit. */
export type MetadataEdit = z.infer<typeof metadataEditSchema>;

/** The edit that changes nothing. */
export const emptyMetadataEdit: MetadataEdit = Object.freeze({
  displayNames: {},
  descriptions: {},
  tags: [],
  isHidden: false,
  dictionary: [],
});
