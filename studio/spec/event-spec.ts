import { z } from 'zod';
import { type FieldRef, fieldRefSchema, isNumeric } from './field-ref.ts';
import { filterNodeSchema } from './filter-node.ts';

const numericField = fieldRefSchema.refine(
  ({ type }) => isNumeric(type),
  'this measure needs a numeric field',
);

/** What is measured over a metric's events. */
export const measureSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('eventCount') }),
  z.strictObject({ type: z.literal('userCount') }),
  z.strictObject({ type: z.literal('countDistinct'), field: fieldRefSchema }),
  z.strictObject({ type: z.literal('sum'), field: numericField }),
  z.strictObject({ type: z.literal('min'), field: numericField }),
  z.strictObject({ type: z.literal('max'), field: numericField }),
  z.strictObject({ type: z.literal('avg'), field: numericField }),
  z.strictObject({ type: z.literal('median'), field: numericField }),
  z.strictObject({ type: z.literal('percentile'), field: numericField, p: z.number().gt(0).lt(100) }),
  z.strictObject({ type: z.literal('eventsPerUser') }),
  z.strictObject({ type: z.literal('sumPerUser'), field: numericField }),
]);
/** A measure. */
export type Measure = Readonly<z.output<typeof measureSchema>>;

/** The field of a measure, if it has one. */
export function fieldOf(measure: Measure): FieldRef | undefined {
  return 'field' in measure ? measure.field : undefined;
}

/** An event with its own filter. */
export const eventRefSchema = z.strictObject({
  event: z.string().min(1).max(255),
  filter: filterNodeSchema.optional(),
});
/** An event with its own filter. */
export type EventRef = Readonly<z.output<typeof eventRefSchema>>;

/** A title that a person gives. */
export const labelSchema = z.string().min(1).max(255);

/** Event analysis: 1 to 10 metrics; the same event may repeat. */
export const eventSpecSchema = z.strictObject({
  metrics: z
    .array(eventRefSchema.extend({ label: labelSchema.optional(), measure: measureSchema }))
    .min(1)
    .max(10),
});
/** Event analysis. */
export type EventSpec = Readonly<z.output<typeof eventSpecSchema>>;
