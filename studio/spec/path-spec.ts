import { z } from 'zod';
import { filterNodeSchema } from './filter-node.ts';
import { windowSeconds } from './funnel-spec.ts';

const value = z.string().min(1).max(65_535);

/** Path: what follows a start node, step by step. */
export const pathSpecSchema = z.strictObject({
  metric: z.enum(['userCount', 'eventCount']).default('userCount'),
  session: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('session') }),
      z.strictObject({ type: z.literal('gap'), seconds: windowSeconds.default(300) }),
    ])
    .default({ type: 'session' }),
  nodeType: z.enum(['event', 'pageTitle', 'pageUrl', 'screenName', 'screenId']),
  start: value,
  nodes: z
    .array(z.strictObject({ value, filter: filterNodeSchema.optional() }))
    .min(1)
    .max(10)
    .optional(),
  includeOthers: z.boolean().default(true),
  mergeConsecutive: z.boolean().default(true),
  maxStep: z.int().min(2).max(20).default(10),
  platform: z.enum(['Web', 'Android', 'iOS', 'WeChatMP']).optional(),
  /** `end` shows what led to the node instead of what followed it. */
  anchor: z.enum(['start', 'end']).default('start'),
  /** How many of the most frequent whole paths to list; 0 = none, which is cheaper. */
  topPaths: z.int().min(0).max(100).default(10),
});
/** Path. */
export type PathSpec = Readonly<z.output<typeof pathSpecSchema>>;
