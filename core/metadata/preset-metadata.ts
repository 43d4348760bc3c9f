import { z } from 'zod';
import eventTexts from './data/preset-events.json' with { type: 'json' };
import parameterTexts from './data/preset-parameters.json' with { type: 'json' };
import attributeTexts from './data/preset-user-attributes.json' with { type: 'json' };
import { fieldTypes } from './metadata-entity.ts';

/** Groups that lists of preset parameters are shown in, in their order. */
export const presetGroups = [
  'event',
  'device',
  'geography',
  'traffic',
  'application',
  'session',
  'page_view',
  'screen_view',
  'search',
  'outbound',
  'upgrade',
  'sdk',
  'other',
] as const;

const text = z.string().min(1);
const texts = z.strictObject({ 'en-US': text, 'zh-CN': text }).readonly();
const eventSchema = z.strictObject({ name: text, displayNames: texts, descriptions: texts }).readonly();
const fieldShape = {
  name: text,
  type: z.enum(fieldTypes),
  samples: z.literal([0, 20, 50]),
  displayNames: texts,
  descriptions: texts,
};
const parameterSchema = z
  .strictObject({
    ...fieldShape,
    group: z.enum(presetGroups),
    visibility: z.enum(['public', 'private']),
    table: z.enum(['event_v2', 'session']).default('event_v2'),
  })
  .transform((field) => Object.freeze({ category: 'event_outer' as const, ...field }));
const attributeSchema = z
  .strictObject({ ...fieldShape, group: z.enum(['preset', 'reserved']) })
  .transform((field) => {
    const category = field.group === 'preset' ? ('user_outer' as const) : ('user' as const);
    return Object.freeze({ category, ...field });
  });

/** An event that the SDKs send by themselves or whose name is reserved. */
export type PresetEvent = z.output<typeof eventSchema>;
/**
 * A column of events or sessions that analyses may use. `samples` is how many of a day's most frequent values are kept, 0
 * for none; `public` fields stand on all events, `private` ones on some; `table` holds the column.
 */
export type PresetParameter = z.output<typeof parameterSchema>;
/** A user attribute with built-in texts: a column of users, or (`reserved`) a custom attribute that the SDKs name. */
export type PresetUserAttribute = z.output<typeof attributeSchema>;

/** Built-in events. */
export const presetEvents: readonly PresetEvent[] = z.array(eventSchema).parse(eventTexts);
/** Built-in event parameters: the closed set of columns that fields of category `event_outer` may name. */
export const presetParameters: readonly PresetParameter[] = z.array(parameterSchema).parse(parameterTexts);
/** Built-in user attributes: the closed set of columns of category `user_outer`, and reserved ones of category `user`. */
export const presetUserAttributes: readonly PresetUserAttribute[] = z
  .array(attributeSchema)
  .parse(attributeTexts);
