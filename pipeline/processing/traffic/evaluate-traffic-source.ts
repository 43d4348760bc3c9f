import { campaignOfUrl } from './campaign-of-url.ts';
import type { TrafficRules } from './traffic-rules.ts';
import type { CampaignFacts, TrafficSource } from './traffic-source.ts';

/** Where the visitor is and came from; empty texts count as absent. */
export interface VisitPlaces {
  readonly pageHost: string | null;
  readonly pageReferrer: string | null;
  /** Last page off the site. */
  readonly latestReferrer: string | null;
  /** Its host as the client names it; without it the latest referrer counts as external. */
  readonly latestReferrerHost: string | null;
}

/** The referrer that counts for a visit. */
export interface CountingReferrer {
  readonly url: string | null;
  readonly host: string | null;
  /** Whether the visit goes on from a page of the same site. */
  readonly isInternal: boolean;
}

/** Completes a campaign with what the referrers tell, and finds category and channel group. */
export function evaluateTrafficSource(
  given: CampaignFacts,
  places: VisitPlaces,
  rules: TrafficRules,
): TrafficSource {
  const named = campaignInForce(given, places, rules);
  const referrer = countingReferrer(places, rules);
  const match =
    referrer.url === null ? null : rules.categories.lookUp(referrer.url, rules.readUrl(referrer.url));
  const source = named.source ?? match?.source ?? null;
  const category = categoryOf(source, match?.category ?? null, rules);
  const medium = named.medium ?? inferredMedium(category, named.clid);
  const campaign = { ...named, source, term: named.term ?? match?.term ?? null, medium };
  const channelGroup = rules.chooseChannel({
    campaign,
    category,
    referrer: referrer.url,
    referrerHost: referrer.host,
  });
  return finish({ ...campaign, channelGroup, category }, referrer, places);
}

/** The given campaign when it has a source, else wholly the one of the latest referrer's URL or the page referrer's. */
function campaignInForce(given: CampaignFacts, places: VisitPlaces, rules: TrafficRules): CampaignFacts {
  const normal = normalise(given);
  if (normal.source !== null) return normal;
  const latest = campaignOfUrl(rules.readUrl(places.latestReferrer).parameters);
  return latest.source !== null ? latest : campaignOfUrl(rules.readUrl(places.pageReferrer).parameters);
}

/** The given facts without what says nothing: empty texts and `direct`. */
export function normalise(given: CampaignFacts): CampaignFacts {
  return {
    source: unlessDirect(given.source),
    medium: unlessDirect(given.medium),
    campaign: unlessDirect(given.campaign),
    content: given.content || null,
    term: given.term || null,
    campaignId: given.campaignId || null,
    clidPlatform: given.clidPlatform || null,
    clid: given.clid === '{}' ? null : given.clid || null,
  };
}

function unlessDirect(text: string | null): string | null {
  return text === null || text === '' || text.toLowerCase() === 'direct' ? null : text;
}

/** The latest referrer, else the page's, unless it is of the same site. */
export function countingReferrer(places: VisitPlaces, rules: TrafficRules): CountingReferrer {
  const latest = places.latestReferrer || null;
  const latestHost = places.latestReferrerHost || null;
  const page = places.pageReferrer || null;
  const pageReferrerHost = rules.readUrl(page).host;
  const isLatestInternal = isSameHost(places.pageHost, latestHost);
  const isPageInternal = isSameHost(places.pageHost, pageReferrerHost);
  const isInternal = latest !== null ? isLatestInternal : page !== null && isPageInternal;
  if (latest !== null && !isLatestInternal) return { url: latest, host: latestHost, isInternal };
  if (page !== null && !isPageInternal) return { url: page, host: pageReferrerHost, isInternal };
  return { url: null, host: null, isInternal };
}

function isSameHost(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one.toLowerCase() === other.toLowerCase();
}

/** The referrer's category, else the one of the source name; null when neither is known. */
function categoryOf(source: string | null, ofReferrer: string | null, rules: TrafficRules): string | null {
  if (ofReferrer !== null && ofReferrer !== 'Unassigned') return ofReferrer;
  const ofSource = source === null ? null : rules.categories.categoryOfSource(source);
  return ofSource === 'Unassigned' ? null : ofSource;
}

function inferredMedium(category: string | null, clid: string | null): string | null {
  if (category === null) return null;
  if (clid !== null) return '(CPC)';
  switch (category) {
    case 'Search':
      return '(Organic)';
    case 'Social':
    case 'Video':
    case 'Shopping':
    case 'Referral':
      return '(Referral)';
    default:
      return null;
  }
}

/** Fills what is still open: `Direct` without any origin, `Unassigned` for a source of no category, `None` as medium. */
function finish(found: TrafficSource, referrer: CountingReferrer, places: VisitPlaces): TrafficSource {
  const { isInternal } = referrer;
  const source = found.source ?? referrer.host;
  const hasNoReferrer = !places.latestReferrer && !places.pageReferrer;
  return {
    ...found,
    source: source ?? 'Direct',
    medium: found.medium ?? (hasNoReferrer || isInternal ? 'None' : '(Referral)'),
    campaign: found.source === null && referrer.url === null ? 'Direct' : found.campaign,
    category: source === null ? 'Direct' : (found.category ?? 'Unassigned'),
    channelGroup: source === null ? (isInternal ? 'Internal' : 'Direct') : found.channelGroup,
  };
}
