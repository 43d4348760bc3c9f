import { z } from 'zod';
import { eventRefSchema } from '../spec/event-spec.ts';
import { fieldRefSchema, isNumeric } from '../spec/field-ref.ts';
import { filterNodeSchema, mostValues } from '../spec/filter-node.ts';

/** Operators of a metric. */
export const metricOperators = ['=', '!=', '>', '>=', '<', '<=', 'between'] as const;
/** Events of a sequence, at most. */
const mostSequenceEvents = 10;

const numericField = fieldRefSchema.refine(
  ({ type }) => isNumeric(type),
  'this metric needs a numeric field',
);

/** What is told of a user's matching events. */
export const segmentMetricSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('total') }),
  z.strictObject({ type: z.literal('timesPerDay') }),
  z.strictObject({ type: z.literal('consecutiveDays') }),
  z.strictObject({ type: z.literal('daysHavingEvent') }),
  z.strictObject({ type: z.literal('sum'), field: numericField }),
  z.strictObject({ type: z.literal('min'), field: numericField }),
  z.strictObject({ type: z.literal('max'), field: numericField }),
  z.strictObject({ type: z.literal('avg'), field: numericField }),
  z.strictObject({ type: z.literal('countDistinct'), field: fieldRefSchema }),
]);
/** What is told of a user's matching events. */
export type SegmentMetric = Readonly<z.output<typeof segmentMetricSchema>>;

const userEvent = z
  .strictObject({
    type: z.literal('userEvent'),
    done: z.boolean(),
    event: eventRefSchema,
    metric: segmentMetricSchema,
    operator: z.enum(metricOperators),
    value: z.array(z.number()).min(1).max(2),
  })
  .superRefine(({ operator, value }, context) => {
    const problem = (message: string) => context.addIssue({ code: 'custom', path: ['value'], message });
    const [least, most] = value;
    if (operator !== 'between') {
      if (most !== undefined) problem(`${operator} takes 1 value, not 2`);
    } else if (most === undefined) problem('between takes 2 values, not 1');
    else if (least !== undefined && least > most) problem('between needs its smaller value first');
  });

const sequence = z.strictObject({
  type: z.literal('sequence'),
  done: z.literal(true),
  events: z.array(eventRefSchema).min(2).max(mostSequenceEvents),
  inOneSession: z.boolean(),
  direct: z.boolean(),
});

const userAttribute = z
  .strictObject({
    type: z.literal('userAttribute'),
    has: z.boolean(),
    field: fieldRefSchema.refine(
      ({ category }) => category === 'user' || category === 'user_outer',
      'an attribute lies in the category user or user_outer',
    ),
    operator: z.string(),
    value: z
      .array(z.union([z.string().max(65_535), z.number()]))
      .max(mostValues)
      .optional(),
  })
  .transform(({ field, operator, value, ...rest }, context) => {
    // One set of rules for operators and values, wherever a condition stands.
    const result = filterNodeSchema.safeParse({ field, operator, ...(value === undefined ? {} : { value }) });
    if (result.success && 'field' in result.data) return { ...rest, ...result.data };
    for (const { path, message } of result.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: [...path], message });
    return z.NEVER;
  });

const inSegment = z.strictObject({
  type: z.literal('inSegment'),
  in: z.boolean(),
  segmentId: z.string().min(1).max(255),
});

/** One condition: the users that did (not) do something, are (not) something, are (not) in a segment. */
export const segmentConditionSchema = z.discriminatedUnion('type', [
  userEvent,
  sequence,
  userAttribute,
  inSegment,
]);
/** One condition. */
export type SegmentCondition = Readonly<z.output<typeof segmentConditionSchema>>;
/** One condition of a type. */
export type ConditionOf<T extends SegmentCondition['type']> = Extract<SegmentCondition, { readonly type: T }>;
