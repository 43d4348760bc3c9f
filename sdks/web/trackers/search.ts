import { isOn, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';

const usualKeyWords = ['q', 's', 'search', 'query', 'keyword'];

/** `_search` for a page whose address holds a search word: the first parameter in the order of the list. */
export const trackSearch: Tracker = ({ client, configuration, onPage }) =>
  onPage(() => {
    if (!isOn(configuration.isTrackSearchEvents)) return;
    const given = new URLSearchParams(location.search);
    const key = [...usualKeyWords, ...(configuration.searchKeyWords ?? [])].find((word) => given.has(word));
    if (key !== undefined)
      client.recordPreset('_search', { _search_key: key, _search_term: cutText(given.get(key)) ?? '' });
  });
