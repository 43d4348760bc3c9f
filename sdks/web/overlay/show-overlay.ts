import type { EventStore } from '@millstream/sdk-client';
import type { DebugNote } from '../trackers/debug-overlay.ts';
import { type EventEntry, eventEntry, make, type ShownEvent } from './event-entry.ts';
import { overlayStyle } from './overlay-style.ts';

const maxEntries = 100;
/** More waiting events than this are not counted. */
const maxCounted = 1_000;

/** The panel with the last events of a page. */
function createPanel(onClose: () => void) {
  const entries = new Map<string, EventEntry>();
  const waiting = make('output');
  const clear = make('button', 'Clear');
  const close = make('button', 'Close');
  const empty = make('p', 'No events yet. They appear here as the page records them.');
  const list = make('ol');
  const panel = make(
    'section',
    '',
    make('header', '', make('h2', 'Millstream'), waiting, clear, close),
    empty,
    list,
  );
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(overlayStyle);
  root.adoptedStyleSheets = [sheet];
  root.append(panel);
  host.dataset.millstream = 'overlay';
  panel.setAttribute('aria-label', 'Events that Millstream records');
  list.setAttribute('aria-label', 'Events, newest first');
  clear.type = close.type = 'button';

  const end = (): void => {
    host.remove();
    onClose();
  };
  close.addEventListener('click', end);
  clear.addEventListener('click', () => {
    entries.clear();
    list.replaceChildren();
    empty.hidden = false;
  });
  panel.addEventListener('keydown', (event) => {
    // The page's own shortcuts are not meant.
    event.stopPropagation();
    if (event.key === 'Escape') end();
  });
  // Beside the body: what renders the body does not know us.
  document.documentElement.append(host);

  return {
    entry(event: ShownEvent): EventEntry {
      const known = entries.get(event.event_id);
      if (known) return known;
      const entry = eventEntry(event);
      entries.set(event.event_id, entry);
      list.prepend(entry.element);
      empty.hidden = true;
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) {
        entries.get(oldest)?.element.remove();
        entries.delete(oldest);
      }
      return entry;
    },
    setWaiting(count: number): void {
      waiting.textContent = count < maxCounted ? `${count} waiting` : `${maxCounted} or more waiting`;
    },
  };
}

const parsed = (json: string): ShownEvent => JSON.parse(json);
const eventsIn = (body: string): readonly ShownEvent[] => JSON.parse(body);

/**
 * Shows a small panel in a corner of the page: the last 100 events, where each is on its way, and how many wait in the
 * queue of this browser.
 * @returns what to call with each thing that happens
 */
export function showOverlay(store: EventStore): (note: DebugNote) => void {
  let isOpen = true;
  const panel = createPanel(() => {
    isOpen = false;
  });
  const count = (): void => {
    store.first(maxCounted, Number.POSITIVE_INFINITY).then(
      ({ length }) => panel.setWaiting(length),
      () => panel.setWaiting(0),
    );
  };
  count();
  return (note) => {
    if (!isOpen) return;
    switch (note.kind) {
      case 'queued':
        for (const { json } of note.events) panel.entry(parsed(json)).setState('queued');
        break;
      case 'sending':
        for (const event of eventsIn(note.body)) panel.entry(event).setState('sending');
        break;
      case 'answered':
        for (const event of eventsIn(note.body)) {
          if (note.status === 200) panel.entry(event).setState('sent');
          else panel.entry(event).setState('refused', note.status ? `${note.status}` : 'no answer');
        }
        break;
      case 'removed':
        break;
      default:
        note satisfies never;
    }
    count();
  };
}
