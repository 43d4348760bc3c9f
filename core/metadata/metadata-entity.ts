/**
 * Where a field's value comes from: `event` a custom parameter, `event_outer` a preset event or session column, `user` a
 * custom user attribute, `user_outer` a preset user column.
 */
export type FieldCategory = 'event' | 'event_outer' | 'user' | 'user_outer';

/** Type of a field's values. Custom values of objects and lists are `object`. */
export type FieldType = 'string' | 'number' | 'boolean' | 'object';

/** All field categories. */
export const fieldCategories = ['event', 'event_outer', 'user', 'user_outer'] as const;
/** All field types. */
export const fieldTypes = ['string', 'number', 'boolean', 'object'] as const;

/** One thing that has metadata: an event by its name, or a field by category, name and type. Names may hold any text. */
export type MetadataEntity =
  | { readonly kind: 'event'; readonly name: string }
  | {
      readonly kind: 'field';
      readonly category: FieldCategory;
      readonly name: string;
      readonly type: FieldType;
    };

function isOneOf<T extends string>(list: readonly T[], text: string | undefined): text is T {
  return list.some((entry) => entry === text);
}

/**
 * The entity as one text that is safe in a URL's path and unique within an app: `event:purchase`,
 * `event_outer:string:geo_country`.
 */
export function metadataEntityId(entity: MetadataEntity): string {
  const name = encodeURIComponent(entity.name.toWellFormed());
  return entity.kind === 'event' ? `event:${name}` : `${entity.category}:${entity.type}:${name}`;
}

/** The entity of an id; null when it is none. */
export function parseMetadataEntityId(id: string): MetadataEntity | null {
  const [head, ...rest] = id.split(':');
  const encoded = rest.at(-1);
  if (encoded === undefined) return null;
  const name = decoded(encoded);
  if (name === null) return null;
  if (rest.length === 1) return head === 'event' ? { kind: 'event', name } : null;
  const [type] = rest;
  if (rest.length !== 2 || !isOneOf(fieldCategories, head) || !isOneOf(fieldTypes, type)) return null;
  return { kind: 'field', category: head, name, type };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
