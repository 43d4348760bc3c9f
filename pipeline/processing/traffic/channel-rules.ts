import { z } from 'zod';
import { type ChannelFacts, compileCondition, topConditionSchema } from './channel-condition.ts';
import type { CampaignFacts } from './traffic-source.ts';

const texts = z.union([z.string(), z.record(z.string(), z.string())]);

/** The file `traffic_source_channel_rule_v1.json`: rules in order, the first match wins. */
export const channelRulesSchema = z.array(
  z.object({
    id: z.union([z.string(), z.number()]),
    /** What is stored. */
    channel: z.string().min(1),
    /** For people; one text, or one for each language. */
    displayName: texts.nullish(),
    description: texts.nullish(),
    condition: topConditionSchema,
  }),
);
type ChannelRule = z.infer<typeof channelRulesSchema>[number];

/** What a channel is chosen by. */
export interface ChannelInput {
  readonly campaign: CampaignFacts;
  readonly category: string | null;
  readonly referrer: string | null;
  readonly referrerHost: string | null;
}

/** Chooses the channel group of a visit; `Unassigned` when no rule matches. */
export type ChannelChooser = (input: ChannelInput) => string;

/** Builds the chooser from validated rules. */
export function buildChannelChooser(rules: readonly ChannelRule[]): ChannelChooser {
  const compiled = rules.map(({ channel, condition }) => ({ channel, test: compileCondition(condition) }));
  return function chooseChannel(input) {
    const facts = factsOf(input);
    return compiled.find(({ test }) => test(facts))?.channel ?? 'Unassigned';
  };
}

/** Longest text the rules look at; more than a column holds. Expressions on client text of 1 MB could take minutes. */
const maxFactLength = 2048;

/** The values that rules compare. */
export function factsOf({ campaign, category, referrer, referrerHost }: ChannelInput): ChannelFacts {
  return {
    traffic_source_category: fact(category),
    traffic_source_source: fact(campaign.source),
    // An inferred medium stands in parentheses; the rules know it without.
    traffic_source_medium: fact(campaign.medium)?.replace(/[()]/g, '') ?? null,
    traffic_source_campaign: fact(campaign.campaign),
    traffic_source_campaign_id: fact(campaign.campaignId),
    traffic_source_content: fact(campaign.content),
    traffic_source_term: fact(campaign.term),
    traffic_source_clid: fact(campaign.clid),
    traffic_source_clid_platform: fact(campaign.clidPlatform),
    page_view_latest_referrer: fact(referrer),
    page_view_latest_referrer_host: fact(referrerHost),
  };
}

function fact(text: string | null): string | null {
  return text === null ? null : text.slice(0, maxFactLength).toLowerCase();
}
