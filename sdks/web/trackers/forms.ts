import type { Attributes } from '@millstream/sdk-client';
import { listen, type Tracker } from '../host.ts';
import { cutText } from './cut-text.ts';
import { elementsOf } from './event-path.ts';

const isForm = (element: Element): element is HTMLFormElement => element instanceof HTMLFormElement;

/** A field may stand outside its form. */
function formOf(event: Event): HTMLFormElement | undefined {
  const elements = elementsOf(event);
  const [field] = elements;
  const own = field && 'form' in field ? field.form : null;
  return own instanceof HTMLFormElement ? own : elements.find(isForm);
}

/** Where a form goes, without the query, which may hold values; undefined when that is no address of the web. */
function destinationOf(action: string): string | undefined {
  try {
    const { protocol, origin, pathname } = new URL(action, document.baseURI);
    return /^https?:$/.test(protocol) ? origin + pathname : undefined;
  } catch {
    return undefined;
  }
}

// Attributes, because a field called `id` or `action` hides the form's property of that name.
function describe(form: HTMLFormElement, button: HTMLElement | null): Attributes {
  const action = button?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
  return {
    form_id: cutText(form.getAttribute('id')),
    form_name: cutText(form.getAttribute('name')),
    form_destination: cutText(destinationOf(action)),
  };
}

/** `form_start` when somebody first fills in a form, and `form_submit` when it is sent. Never what is in it. */
export const trackForms: Tracker = (host) => {
  const { client, configuration } = host;
  const started = new WeakSet<HTMLFormElement>();
  listen(host, document, ['input', 'change', 'submit'], (event) => {
    const form = formOf(event);
    if (!form || !configuration.isTrackFormEvents) return;
    if (event.type === 'submit') {
      started.delete(form);
      const button = event instanceof SubmitEvent ? event.submitter : null;
      client.recordPreset('form_submit', describe(form, button));
    } else if (!started.has(form)) {
      started.add(form);
      client.recordPreset('form_start', describe(form, null));
    }
  });
};
