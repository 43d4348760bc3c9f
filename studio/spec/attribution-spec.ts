import { z } from 'zod';
import { eventRefSchema, labelSchema } from './event-spec.ts';
import { fieldRefSchema, isNumeric } from './field-ref.ts';
import { windowSeconds } from './funnel-spec.ts';

const weight = z.number().min(0);

/** Attribution: which touchpoints earn the conversions. */
export const attributionSpecSchema = z.strictObject({
  goal: eventRefSchema.extend({
    value: z
      .discriminatedUnion('type', [
        z.strictObject({ type: z.literal('count') }),
        z.strictObject({
          type: z.literal('sum'),
          field: fieldRefSchema.refine(({ type }) => isNumeric(type), 'the value needs a numeric field'),
        }),
      ])
      .default({ type: 'count' }),
  }),
  touchpoints: z
    .array(eventRefSchema.extend({ name: labelSchema.optional() }))
    .min(1)
    .max(10),
  window: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('custom'), seconds: windowSeconds }),
      z.strictObject({ type: z.literal('sameDay') }),
      z.strictObject({ type: z.literal('session') }),
    ])
    .default({ type: 'custom', seconds: 30 * 86_400 }),
  model: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('first') }),
    z.strictObject({ type: z.literal('last') }),
    z.strictObject({ type: z.literal('linear') }),
    z.strictObject({
      type: z.literal('position'),
      weights: z
        .tuple([weight, weight, weight])
        .refine(([a, b, c]) => Math.abs(a + b + c - 1) <= 0.0001, 'the weights must add to 1')
        .default([0.4, 0.2, 0.4]),
    }),
    z.strictObject({ type: z.literal('timeDecay'), halfLifeSeconds: windowSeconds.default(7 * 86_400) }),
  ]),
});
/** Attribution. */
export type AttributionSpec = Readonly<z.output<typeof attributionSpecSchema>>;
