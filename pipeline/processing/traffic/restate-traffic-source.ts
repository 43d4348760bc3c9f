import { resolveTrafficSource, type TrafficInput } from './resolve-traffic-source.ts';
import { isStoredAs } from './traffic-columns.ts';
import type { TrafficRules } from './traffic-rules.ts';
import { noTrafficSource, type TrafficSource } from './traffic-source.ts';

/** What is stored of the visits of some events: their pages, decoded, and their traffic source. */
export interface StoredVisit {
  /** The columns `page_view_page_url`, `_page_referrer`, `_latest_referrer`, `_latest_referrer_host`, `_hostname`. */
  readonly pageUrl: string | null;
  readonly pageReferrer: string | null;
  readonly latestReferrer: string | null;
  readonly latestReferrerHost: string | null;
  readonly hostname: string | null;
  readonly traffic: TrafficSource;
}

/** What other rules would make of a stored visit. */
export type Restatement =
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly traffic: TrafficSource }
  /** Which values the client sent cannot be told from the row: none of the earlier rules gives what is stored. */
  | { readonly kind: 'unknown' };

/** Rules that may have made the stored rows, newest first, and those to try. */
export interface RulesToCompare {
  readonly before: readonly TrafficRules[];
  readonly next: TrafficRules;
}

/** How a row was made of its visit. */
type Derivation = (rules: TrafficRules) => TrafficSource;

/**
 * What `next` would make of a stored visit. A row does not say whether its source was sent or derived, so the way is looked
 * for that gives the row by the earlier rules; it is taken again by the next ones.
 */
export function restateTrafficSource(visit: StoredVisit, { before, next }: RulesToCompare): Restatement {
  const { traffic } = visit;
  // Nothing was derived for events without attributes and for those with an empty source.
  if (traffic.source === '' || isNothing(traffic)) return { kind: 'same' };
  const derivation = derivationsOf(visit).find((derive) =>
    before.some((rules) => isStoredAs(derive(rules), traffic)),
  );
  if (derivation === undefined) return { kind: 'unknown' };
  const restated = derivation(next);
  return isStoredAs(restated, traffic) ? { kind: 'same' } : { kind: 'changed', traffic: restated };
}

function isNothing(traffic: TrafficSource): boolean {
  return Object.values(traffic).every((value) => value === null);
}

/**
 * The ways in which a row can have come about, likeliest first: all from the URLs, with the latest referrer's host as
 * sent or without one, or with the client's own source.
 */
function derivationsOf(visit: StoredVisit): readonly Derivation[] {
  const { pageUrl, pageReferrer, latestReferrer, latestReferrerHost, hostname, traffic } = visit;
  const input: TrafficInput = {
    pageUrl,
    pageReferrer,
    latestReferrer,
    latestReferrerHost,
    hostnameColumn: hostname,
    pageReferrerColumn: pageReferrer,
    latestReferrerColumn: latestReferrer,
    latestReferrerHostColumn: latestReferrerHost,
  };
  const given = { ...traffic, channelGroup: null, category: null };
  return [
    (rules) => resolveTrafficSource(noTrafficSource, input, rules),
    (rules) => resolveTrafficSource(noTrafficSource, { ...input, latestReferrerHost: null }, rules),
    (rules) => resolveTrafficSource(given, input, rules),
  ];
}
