import { type Attributes, campaignAttributes } from '@millstream/sdk-client';
import type { Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';

/** The traffic-source attributes that a query holds; null when it has none. */
export function campaignOf(search: string): Attributes | null {
  const given = new URLSearchParams(search);
  const found = campaignAttributes((parameter) => cutText(given.get(parameter)));
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
