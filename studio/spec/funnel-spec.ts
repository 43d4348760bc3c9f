import { z } from 'zod';
import { eventRefSchema, labelSchema } from './event-spec.ts';

/** Longest window of an analysis, seconds: ten years. */
export const mostWindowSeconds = 3650 * 86_400;

/** Time from the first step within which the others must follow. */
export const windowSeconds = z.number().gt(0).max(mostWindowSeconds);

/** Funnel: 2 to 10 steps in strictly later order within a window from the first. */
export const funnelSpecSchema = z.strictObject({
  metric: z.enum(['userCount', 'eventCount']).default('userCount'),
  steps: z
    .array(eventRefSchema.extend({ label: labelSchema.optional() }))
    .min(2)
    .max(10),
  window: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('custom'), seconds: windowSeconds }),
      z.strictObject({ type: z.literal('sameDay') }),
    ])
    .default({ type: 'custom', seconds: 600 }),
  groupApply: z.enum(['all', 'first']).default('all'),
  /** Lets later steps happen after the range's end, within the window. */
  lateSteps: z.boolean().default(false),
  /** Adds the median seconds from each step to the next. */
  medians: z.boolean().default(false),
});
/** Funnel. */
export type FunnelSpec = Readonly<z.output<typeof funnelSpecSchema>>;
