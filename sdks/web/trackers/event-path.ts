const isElement = (target: EventTarget): target is Element => target instanceof Element;

/** The element that an event happened on and those around it, inside open shadow roots too, innermost first. */
export const elementsOf = (event: Event): readonly Element[] => event.composedPath().filter(isElement);

/** Whether an element is a link, also one in a drawing. */
export const isLink = (element: Element): boolean =>
  element.localName === 'a' && element.hasAttribute('href');
