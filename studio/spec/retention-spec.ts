import { z } from 'zod';
import { eventRefSchema, labelSchema } from './event-spec.ts';
import { fieldRefSchema } from './field-ref.ts';

const side = eventRefSchema.extend({ associate: fieldRefSchema.optional() });

/** Retention: 1 to 5 pairs of a start and a revisit event. */
export const retentionSpecSchema = z.strictObject({
  pairs: z
    .array(
      z
        .strictObject({ start: side, revisit: side, label: labelSchema.optional() })
        .superRefine(({ start, revisit }, context) => {
          if (start.associate?.type !== revisit.associate?.type) {
            const message = 'both sides name an associated field of one type, or none';
            context.addIssue({ code: 'custom', path: ['revisit', 'associate'], message });
          }
        }),
    )
    .min(1)
    .max(5),
  cohort: z.enum(['first', 'each']).default('first'),
  strictAfter: z.boolean().default(false),
  show: z.enum(['retention', 'attrition']).default('retention'),
});
/** Retention. */
export type RetentionSpec = Readonly<z.output<typeof retentionSpecSchema>>;
