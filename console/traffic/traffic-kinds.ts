import { categoryRowsSchema, channelRulesSchema, type TrafficRuleFiles } from '@millstream/processing';
import { bodyVersionSchema, nameSchema } from '@millstream/studio';
import { z } from 'zod';
import type { SavedKind } from '../saved/saved-kind.ts';

/** Id of the one object of its kind that an app has. */
export const onlyId = 'app';

/** Published traffic-source rules of an app. Other checks than the format's are made before they are published. */
export const trafficRulesKind: SavedKind<TrafficRuleFiles> = {
  kind: 'traffic_rules',
  label: 'Traffic rules',
  schema: z.strictObject({ categories: categoryRowsSchema, channels: channelRulesSchema }),
  nameOf: () => 'Traffic rules',
};

const text = z.string().max(8192);
const mostCases = 200;

/** A visit to try rules on. */
export const trafficCaseSchema = z.strictObject({
  url: text.optional(),
  referrer: text.optional(),
  latestReferrer: text.optional(),
  latestReferrerHost: text.optional(),
  attributes: z.record(z.string().max(255), text).optional(),
});

const keptCase = z.strictObject({
  name: nameSchema,
  visit: trafficCaseSchema,
  /** What it must give; a field that is left out may be anything. */
  expected: z
    .strictObject({
      source: z.string().nullable(),
      medium: z.string().nullable(),
      campaign: z.string().nullable(),
      category: z.string().nullable(),
      channelGroup: z.string().nullable(),
    })
    .partial(),
});

const trafficCasesSchema = z.strictObject({
  version: bodyVersionSchema,
  cases: z.array(keptCase).max(mostCases),
});

/** Visits that an app's rules are tried on again and again, with what they must give. */
export type TrafficCases = z.infer<typeof trafficCasesSchema>;

/** Kept test cases of an app. */
export const trafficCasesKind: SavedKind<TrafficCases> = {
  kind: 'traffic_cases',
  label: 'Test cases',
  schema: trafficCasesSchema,
  nameOf: ({ cases }) => `${cases.length} test cases`,
};
