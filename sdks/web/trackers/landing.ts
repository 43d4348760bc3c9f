import type { Attributes } from '@millstream/sdk-client';
import type { Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';

/** Parameters of a campaign, and the end of the attribute's name. */
const campaignParts = {
  source: 'source',
  medium: 'medium',
  campaign: 'campaign',
  id: 'campaign_id',
  term: 'term',
  content: 'content',
};

/** Click ids in the order they count, by the ad platform that sets them. */
const clickIds = {
  google: ['gclid', 'gbraid', 'wbraid', 'dclid'],
  facebook: ['fbclid'],
  microsoft: ['msclkid'],
  tiktok: ['ttclid'],
  twitter: ['twclid'],
  linkedin: ['li_fat_id'],
  yandex: ['yclid'],
};

/** The traffic-source attributes that a query holds; null when it has none. */
export function campaignOf(search: string): Attributes | null {
  const given = new URLSearchParams(search);
  const found: Record<string, string> = {};
  const add = (name: string, value: string | null): boolean => {
    const text = cutText(value);
    if (text) found[`_traffic_source_${name}`] = text;
    return !!text;
  };
  for (const [part, name] of Object.entries(campaignParts)) add(name, given.get(`utm_${part}`));
  const click = Object.entries(clickIds)
    .flatMap(([platform, names]) => names.map((name) => [platform, name] as const))
    .find(([, name]) => add('clid', given.get(name)));
  if (click) add('clid_platform', click[0]);
  return Object.keys(found).length > 0 ? found : null;
}

/**
 * Adds the campaign of the landing page to the events on it, also after the site has tidied the address. They give way
 * to what the app sets.
 */
export const trackLanding: Tracker = ({ platform }) => {
  let search = '';
  let path = '';
  let campaign: Attributes | null = null;
  platform.defaults = () => {
    if (location.search !== search) {
      search = location.search;
      const found = campaignOf(search);
      if (found) {
        campaign = found;
        path = location.pathname;
      }
    }
    return (location.pathname === path && campaign) || {};
  };
};
