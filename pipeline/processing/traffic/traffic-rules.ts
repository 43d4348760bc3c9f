import { CodedError } from '@millstream/core';
import type { z } from 'zod';
import { type BoundedCache, createBoundedCache } from '../caching/bounded-cache.ts';
import { createUrlReader, type UrlReader } from '../urls/url-reader.ts';
import { buildCategoryTable, type CategoryTable, categoryRowsSchema } from './category-table.ts';
import { buildChannelChooser, type ChannelChooser, channelRulesSchema } from './channel-rules.ts';
import type { TrafficSource } from './traffic-source.ts';

/** One app's rules, ready for use, with the results they gave recently. */
export interface TrafficRules {
  readonly categories: CategoryTable;
  readonly chooseChannel: ChannelChooser;
  readonly readUrl: UrlReader;
  /** Its keys hold every input of a result. */
  readonly results: BoundedCache<TrafficSource>;
}

/** Where rules come from and how much they remember. */
export interface TrafficRulesOptions {
  /** Named in the error. @default 'the given rules' */
  readonly path?: string;
  /** Results remembered in one of two generations. @default 4096 */
  readonly cachedResults?: number;
}

/**
 * Validates the contents of the two rule files and makes them ready.
 * @throws CodedError TRAFFIC_RULES_INVALID, naming each problem and its place; call it before rules are saved.
 */
export function compileTrafficRules(
  categoryRows: unknown,
  channelRules: unknown,
  options: TrafficRulesOptions = {},
): TrafficRules {
  const { path = 'the given rules', cachedResults = 4096 } = options;
  const rows = parseRules(categoryRowsSchema, categoryRows, path);
  const rules = parseRules(channelRulesSchema, channelRules, path);
  return {
    categories: buildCategoryTable(rows),
    chooseChannel: buildChannelChooser(rules),
    readUrl: createUrlReader(cachedResults),
    results: createBoundedCache({ entries: cachedResults }),
  };
}

/** Validates the content of one rule file. @throws CodedError TRAFFIC_RULES_INVALID, naming each problem */
export function parseRules<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = result.error.issues
    .slice(0, 10)
    .map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
    .join('; ');
  throw new CodedError('TRAFFIC_RULES_INVALID', { path, problems }, { cause: result.error });
}
