import type { Attributes, StateStore } from '@millstream/sdk-client';

/** Host of an address; '' when it is none. */
export function hostOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return '';
  }
}

/** Whether a host belongs to the site. */
export function isOwnHost(host: string, domains: readonly string[] | undefined): boolean {
  return host === location.hostname || (domains?.includes(host) ?? false);
}

/**
 * The last page off the site, for every event of the tab: the page's own referrer, or that of an earlier page of this visit.
 * @param tab what the tab remembers
 */
export function latestReferrer(tab: StateStore, domains: readonly string[] | undefined): Attributes {
  const { referrer } = document;
  const isOff = referrer !== '' && !isOwnHost(hostOf(referrer), domains);
  if (isOff) tab.set('referrer', referrer);
  const latest = isOff ? referrer : (tab.get('referrer') ?? '');
  return { _latest_referrer: latest, _latest_referrer_host: hostOf(latest) };
}
