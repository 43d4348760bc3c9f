import type { z } from 'zod';
import type { categoryRowsSchema } from './category-table.ts';
import type { channelRulesSchema } from './channel-rules.ts';

/** A known site: domain or domain and path, its source name, its category, its search parameters. */
export type CategoryRow = z.infer<typeof categoryRowsSchema>[number];
/** One channel group. */
export type ChannelRule = z.infer<typeof channelRulesSchema>[number];

/** Contents of an app's two rule files. */
export interface TrafficRuleFiles {
  readonly categories: readonly CategoryRow[];
  readonly channels: readonly ChannelRule[];
}
