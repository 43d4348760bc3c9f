import { campaignOfUrl } from './campaign-of-url.ts';
import { countingReferrer, normalise, type VisitPlaces } from './evaluate-traffic-source.ts';
import type { TrafficRules } from './traffic-rules.ts';
import type { CampaignFacts } from './traffic-source.ts';

/** Where a source was found. */
export type SourceOrigin =
  | 'client'
  | 'page_url'
  | 'latest_referrer_url'
  | 'page_referrer_url'
  | 'category_table'
  | 'referrer_host'
  | 'nowhere';

/** Where the source of a visit comes from. */
export interface TrafficOrigin {
  readonly origin: SourceOrigin;
  /** Domain of the row of the category table that fits the referrer, whether or not it gave the source. */
  readonly domain: string | null;
}

/**
 * Finds where the source of a visit comes from, in the order in which the evaluation looks. `given` is the client's own
 * source, null when the page's URL is asked first.
 */
export function trafficOrigin(
  visit: VisitPlaces & { readonly given: CampaignFacts | null; readonly pageUrl: string | null },
  rules: TrafficRules,
): TrafficOrigin {
  const campaignOf = (url: string | null) => campaignOfUrl(rules.readUrl(url).parameters);
  const referrer = countingReferrer(visit, rules);
  const match =
    referrer.url === null ? null : rules.categories.lookUp(referrer.url, rules.readUrl(referrer.url));
  const domain = match?.domain ?? null;
  const found = (origin: SourceOrigin) => ({ origin, domain });
  // An empty source of the client stops everything.
  if (visit.given?.source === '') return found('client');
  const first = normalise(visit.given ?? campaignOf(visit.pageUrl));
  if (first.source !== null) return found(visit.given === null ? 'page_url' : 'client');
  if (campaignOf(visit.latestReferrer).source !== null) return found('latest_referrer_url');
  if (campaignOf(visit.pageReferrer).source !== null) return found('page_referrer_url');
  if (domain !== null) return found('category_table');
  return found((match?.source ?? referrer.host) === null ? 'nowhere' : 'referrer_host');
}
