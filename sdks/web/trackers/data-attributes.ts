import { listen, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';
import { elementsOf } from './event-path.ts';

const prefix = 'data-track';

/** A click on `<button data-track="cart_add" data-track-item-id="7">` records `cart_add` with `item_id` "7". */
export const trackDataAttributes: Tracker = (host) =>
  listen(host, document, ['click'], (event) => {
    if (!host.configuration.isTrackDataAttributes) return;
    const element = elementsOf(event).find((found) => found.hasAttribute(prefix));
    const name = element?.getAttribute(prefix);
    if (!element || !name) return;
    const attributes: Record<string, string | undefined> = {};
    for (const { name: attribute, value } of element.attributes)
      if (attribute.startsWith(`${prefix}-`))
        attributes[attribute.slice(prefix.length + 1).replace(/-/g, '_')] = cutText(value);
    host.client.record({ name, attributes });
  });
