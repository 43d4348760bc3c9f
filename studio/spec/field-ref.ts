import { z } from 'zod';

/** Types a field may be asked for; `number` stands for every numeric one. */
export const valueTypes = ['string', 'int', 'float', 'double', 'number', 'boolean'] as const;
/** Type of a field's values. */
export type ValueType = (typeof valueTypes)[number];

/** Where a field lies: custom parameter, preset column of event or session, custom user attribute, preset user column. */
export const fieldCategories = ['event', 'event_outer', 'user', 'user_outer'] as const;

/** A field of an event, its session or its user. A field sees only values of its own type; others count as null. */
export const fieldRefSchema = z.strictObject({
  category: z.enum(fieldCategories),
  name: z.string().min(1).max(255),
  type: z.enum(valueTypes),
});

/** A field that a spec names. */
export type FieldRef = Readonly<z.output<typeof fieldRefSchema>>;

/** Membership of one segment, for breakdowns: `name` is the segment's id. */
export const segmentFieldSchema = z.strictObject({
  category: z.literal('segment'),
  name: z.string().min(1).max(255),
  type: z.literal('string').default('string'),
});
/** Membership of one segment, for breakdowns. */
export type SegmentField = Readonly<z.output<typeof segmentFieldSchema>>;

/** What results can be grouped by: a field, or a segment, whose values are its name and `(not in segment)`. */
export const groupFieldSchema = z.discriminatedUnion('category', [fieldRefSchema, segmentFieldSchema]);
/** What results can be grouped by. */
export type GroupField = FieldRef | SegmentField;

/** Whether values of the type are numbers. */
export function isNumeric(type: ValueType): boolean {
  return type !== 'string' && type !== 'boolean';
}
