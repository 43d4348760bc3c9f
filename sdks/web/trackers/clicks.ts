import { hostOf, isOwnHost } from '../browser/referrer.ts';
import { isOn, listen, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';
import { elementsOf, isLink } from './event-path.ts';

/** A click counts on the link itself and on this many elements inside it. */
const levelsInside = 2;

/** `_click` on links to absolute addresses; `_outbound` tells whether they lead away from the site. */
export const trackClicks: Tracker = (host) => {
  const { client, configuration } = host;
  listen(host, document, ['click'], (event) => {
    if (!isOn(configuration.isTrackClickEvents)) return;
    const link = elementsOf(event)
      .slice(0, levelsInside + 1)
      .find(isLink);
    const url = link?.getAttribute('href') ?? '';
    // Relative addresses, and those without a host such as mailto:, have none.
    const domain = hostOf(url);
    if (!link || !domain) return;
    client.recordPreset('_click', {
      _link_url: cutText(url),
      _link_domain: domain,
      _link_classes: cutText(link.getAttribute('class')),
      _link_id: cutText(link.id),
      _outbound: !isOwnHost(domain, configuration.domainList),
    });
  });
};
