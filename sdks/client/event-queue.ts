import type { QueuedEvent } from './event-record.ts';
import type { EventStore, SendLimits } from './platform.ts';

/** The events of this installation that no collector has confirmed. */
export interface EventQueue {
  add(event: QueuedEvent): void;
  /** Resolves when all that was added so far is stored, or known to be unstorable. */
  stored(): Promise<void>;
  /** The next events to send, oldest first. */
  next(limits: SendLimits): Promise<readonly QueuedEvent[]>;
  /** Events of this process that nobody confirmed, for the last request before the end. */
  own(): readonly QueuedEvent[];
  remove(events: readonly QueuedEvent[]): Promise<void>;
  clear(): Promise<void>;
}

/** What memory may hold of events that could not be stored, bytes. */
const maxMemoryBytes = 1_048_576;
/** Stored events that memory keeps besides, for the last request before the end. */
const maxOwnEvents = 100;

/** Length in UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // A surrogate pair is two units and four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** The first events that fit; at least one if there is any. */
export function takeFirst(
  events: Iterable<QueuedEvent>,
  maxEvents: number,
  maxBytes: number,
): readonly QueuedEvent[] {
  const taken: QueuedEvent[] = [];
  let bytes = 2;
  for (const event of events) {
    bytes += byteLength(event.json) + 1;
    if (taken.length > 0 && (taken.length >= maxEvents || bytes > maxBytes)) break;
    taken.push(event);
  }
  return taken;
}

/**
 * Keeps events in the device's store; those that it refuses stay in memory, and go out after the stored ones.
 * @param mayStore false keeps new events in memory only
 * @param onLost hears of an event that neither could hold
 */
export function createEventQueue(
  store: EventStore,
  mayStore: () => boolean,
  onLost: (event: QueuedEvent) => void,
): EventQueue {
  /** Unconfirmed events of this process, and where they are. */
  const own = new Map<string, { readonly event: QueuedEvent; place: 'waiting' | 'store' | 'memory' }>();
  let waiting: QueuedEvent[] = [];
  let writing: Promise<void> | null = null;
  let memoryBytes = 0;

  const keepInMemory = (event: QueuedEvent): void => {
    const entry = own.get(event.id);
    if (!entry) return;
    memoryBytes += event.json.length;
    if (memoryBytes > maxMemoryBytes) {
      memoryBytes -= event.json.length;
      own.delete(event.id);
      onLost(event);
    } else entry.place = 'memory';
  };
  const noteStored = (events: readonly QueuedEvent[]): void => {
    for (const { id } of events) {
      const entry = own.get(id);
      if (entry) entry.place = 'store';
    }
    for (const [id, { place }] of own) {
      if (own.size <= maxOwnEvents) break;
      if (place === 'store') own.delete(id);
    }
  };
  const write = async (): Promise<void> => {
    while (waiting.length > 0) {
      const events = waiting;
      waiting = [];
      const isStored =
        mayStore() &&
        (await store.add(events).then(
          () => true,
          () => false,
        ));
      if (isStored) noteStored(events);
      else events.forEach(keepInMemory);
    }
    writing = null;
  };
  const stored = (): Promise<void> => writing ?? Promise.resolve();
  store.onRemoved?.((ids) => {
    for (const id of ids) own.delete(id);
  });

  return {
    add(event) {
      own.set(event.id, { event, place: 'waiting' });
      waiting.push(event);
      writing ??= Promise.resolve().then(write);
    },
    stored,
    async next({ maxEvents, maxBytes }) {
      await stored();
      const events = await store.first(maxEvents, maxBytes).catch(() => []);
      if (events.length > 0) return events;
      const unstored = [...own.values()].filter(({ place }) => place === 'memory');
      return takeFirst(
        unstored.map(({ event }) => event),
        maxEvents,
        maxBytes,
      );
    },
    own: () => [...own.values()].map(({ event }) => event),
    async remove(events) {
      for (const { id, json } of events) {
        if (own.get(id)?.place === 'memory') memoryBytes -= json.length;
        own.delete(id);
      }
      await stored();
      await store.remove(events.map(({ id }) => id)).catch(() => undefined);
    },
    async clear() {
      own.clear();
      memoryBytes = 0;
      waiting = [];
      await stored();
      await store.clear().catch(() => undefined);
    },
  };
}
