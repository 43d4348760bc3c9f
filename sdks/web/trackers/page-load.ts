import type { Attributes, AttributeValue, ClientCore } from '@millstream/sdk-client';
import type { Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';

/** Clients that have it: collecting may stop and start again on one page, which loads once. */
const recorded = new WeakSet<ClientCore>();

// The page's address stands in _page_url, and the type of the entry is always the same.
const leftOut = ['name', 'entryType', 'initiatorType'];

function attributeOf(field: unknown): AttributeValue | undefined {
  if (typeof field === 'number') return field;
  return field === null ? undefined : cutText(typeof field === 'string' ? field : JSON.stringify(field));
}

const timingOf = (entry: PerformanceEntry): Attributes =>
  Object.fromEntries(
    Object.entries(entry.toJSON())
      .filter(([name]) => !leftOut.includes(name))
      .map(([name, field]) => [name, attributeOf(field)]),
  );

/** `_page_load` with the fields of the navigation's timing, when the page has loaded. */
export const trackPageLoad: Tracker = ({ client, configuration, onStop }) => {
  const observer = new PerformanceObserver((list) => {
    const entry = list.getEntries().find((found) => found.duration > 0);
    if (!entry || !configuration.isTrackPageLoadEvents || recorded.has(client)) return;
    recorded.add(client);
    client.recordPreset('_page_load', timingOf(entry));
  });
  observer.observe({ type: 'navigation', buffered: true });
  onStop(() => observer.disconnect());
};
