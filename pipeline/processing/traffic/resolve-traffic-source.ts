import { campaignOfUrl } from './campaign-of-url.ts';
import { evaluateTrafficSource } from './evaluate-traffic-source.ts';
import type { TrafficRules } from './traffic-rules.ts';
import { noTrafficSource, type TrafficSource } from './traffic-source.ts';

/** The pages of an event, as the client sent them and as the row's columns hold them. Empty texts count as absent. */
export interface TrafficInput {
  /** `_page_url`, `_page_referrer`, `_latest_referrer`, `_latest_referrer_host` as sent, not decoded. */
  readonly pageUrl: string | null;
  readonly pageReferrer: string | null;
  readonly latestReferrer: string | null;
  readonly latestReferrerHost: string | null;
  /** The columns `page_view_hostname`, `_page_referrer`, `_latest_referrer` and `_latest_referrer_host`. */
  readonly hostnameColumn: string | null;
  readonly pageReferrerColumn: string | null;
  readonly latestReferrerColumn: string | null;
  readonly latestReferrerHostColumn: string | null;
}

/**
 * The traffic source of an event. `given` holds the client's values, null for an event without attributes; without
 * `rules` (enrichment switched off) they are kept as they are.
 * A given source is kept with all its fields, and only category and channel group are found when either is missing; an
 * empty source stops everything; without a source all fields come from the URLs. Results are shared: do not change them.
 */
export function resolveTrafficSource(
  given: TrafficSource | null,
  input: TrafficInput,
  rules: TrafficRules | null,
): TrafficSource {
  if (given === null) return noTrafficSource;
  if (rules === null || given.source === '') return given;
  if (given.source === null) return fromUrls(input, rules);
  if (given.channelGroup && given.category) return given;
  const { channelGroup, category } = fromGiven(given, input, rules);
  return { ...given, channelGroup, category };
}

function fromUrls(input: TrafficInput, rules: TrafficRules): TrafficSource {
  const { pageUrl, pageReferrer, latestReferrer, latestReferrerHost } = input;
  const key = `u${keyOf4(pageUrl, pageReferrer, latestReferrer, latestReferrerHost)}`;
  const known = rules.results.get(key);
  if (known !== undefined) return known;
  const page = rules.readUrl(pageUrl);
  const places = { pageHost: page.host, pageReferrer, latestReferrer, latestReferrerHost };
  const found = evaluateTrafficSource(campaignOfUrl(page.parameters), places, rules);
  rules.results.set(key, found);
  return found;
}

function fromGiven(given: TrafficSource, input: TrafficInput, rules: TrafficRules): TrafficSource {
  const places = {
    pageHost: input.hostnameColumn,
    pageReferrer: input.pageReferrerColumn,
    latestReferrer: input.latestReferrerColumn,
    latestReferrerHost: input.latestReferrerHostColumn,
  };
  const key = `g${keyOf4(given.source, given.medium, given.campaign, given.content)}${keyOf4(
    given.term,
    given.campaignId,
    given.clidPlatform,
    given.clid,
  )}${keyOf4(places.pageHost, places.pageReferrer, places.latestReferrer, places.latestReferrerHost)}`;
  const known = rules.results.get(key);
  if (known !== undefined) return known;
  const found = evaluateTrafficSource(given, places, rules);
  rules.results.set(key, found);
  return found;
}

/** The lengths make the joined text unambiguous; absent and empty mean the same to the rules. */
function keyOf4(a: string | null, b: string | null, c: string | null, d: string | null): string {
  const one = a ?? '';
  const two = b ?? '';
  const three = c ?? '';
  const four = d ?? '';
  return `${one.length},${two.length},${three.length},${four.length}:${one}${two}${three}${four}`;
}
