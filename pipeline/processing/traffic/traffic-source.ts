/** Where a campaign's link says it comes from; null = not known. */
export interface CampaignFacts {
  readonly source: string | null;
  /** In parentheses when it was inferred, e.g. `(Organic)`. */
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly content: string | null;
  readonly term: string | null;
  readonly campaignId: string | null;
  readonly clidPlatform: string | null;
  /** Click id: `{"type":"gclid","value":"..."}` when derived, free text when the client set it. */
  readonly clid: string | null;
}

/** The ten traffic-source fields of an event, as stored in the `traffic_source_*` columns. */
export interface TrafficSource extends CampaignFacts {
  readonly channelGroup: string | null;
  readonly category: string | null;
}

/** No campaign at all. */
export const noCampaign: CampaignFacts = Object.freeze({
  source: null,
  medium: null,
  campaign: null,
  content: null,
  term: null,
  campaignId: null,
  clidPlatform: null,
  clid: null,
});

/** The traffic source of an event without attributes: all ten fields null. */
export const noTrafficSource: TrafficSource = Object.freeze({
  ...noCampaign,
  channelGroup: null,
  category: null,
});

/** JSON text of a click id. */
export function clickIdText(type: string, value: string): string {
  return JSON.stringify({ type, value });
}
