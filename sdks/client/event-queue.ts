import type { QueuedEvent } from './event-record.ts';
import type { EventStore } from './platform.ts';

/** The events of this installation that no collector has confirmed. */
export interface EventQueue {
  add(event: QueuedEvent): void;
  /** Resolves when all that was added so far is stored, or known to be unstorable. */
  stored(): Promise<void>;
  /** The next events to send, oldest first. */
  next(maxEvents: number, maxBytes: number): Promise<readonly QueuedEvent[]>;
  /** Events of this process that nobody confirmed, for the last request before the end. */
  own(): readonly QueuedEvent[];
  remove(events: readonly QueuedEvent[]): Promise<void>;
  clear(): Promise<void>;
}

/** What memory may hold of events that could not be stored, characters. */
const maxMemoryLength = 1_048_576;
/** Stored events that memory keeps besides, for the last request before the end. */
const maxOwnEvents = 100;

/** Length in UTF-8: a surrogate is two bytes of the four of its pair. */
export function byteLength(text: string): number {
  return text.replace(/[\u0080-\u07ff\ud800-\udfff]/g, '..').replace(/[\u0800-\uffff]/g, '...').length;
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

/** An unconfirmed event of this process, and where it is besides: not known yet, in the store, or nowhere. */
interface OwnEvent {
  readonly event: QueuedEvent;
  readonly isStored?: boolean;
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
  const own = new Map<string, OwnEvent>();
  /** Ends when all that was begun with the store has ended. */
  let last = Promise.resolve();

  const held = (isWanted: (own: OwnEvent) => boolean): QueuedEvent[] =>
    [...own.values()].filter(isWanted).map(({ event }) => event);
  const unstored = (): QueuedEvent[] => held(({ isStored }) => isStored === false);
  const forget = (ids: readonly string[]): void => {
    for (const id of ids) own.delete(id);
  };
  /** Runs the work after all before it. What the store cannot do stays as it was. */
  const then = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch(() => undefined);
    return last;
  };

  const write = async (): Promise<void> => {
    const written = held(({ isStored }) => isStored === undefined);
    // The write before took all, or they were cleared.
    if (written.length === 0) return;
    const isStored =
      mayStore() &&
      (await store.add(written).then(
        () => true,
        () => false,
      ));
    /** What memory alone holds. */
    let length = unstored().reduce((sum, { json }) => sum + json.length, 0);
    for (const event of written) {
      // Confirmed or cleared meanwhile.
      if (!own.has(event.id)) continue;
      if (!isStored) length += event.json.length;
      if (length <= maxMemoryLength) own.set(event.id, { event, isStored });
      else {
        own.delete(event.id);
        onLost(event);
      }
    }
    for (const [id, { isStored }] of own) {
      if (own.size <= maxOwnEvents) break;
      if (isStored) own.delete(id);
    }
  };
  store.onRemoved?.(forget);

  return {
    add(event) {
      own.set(event.id, { event });
      void then(write);
    },
    stored: () => last,
    async next(maxEvents, maxBytes) {
      await last;
      const found = await store.first(maxEvents, maxBytes).catch(() => []);
      return found.length > 0 ? found : takeFirst(unstored(), maxEvents, maxBytes);
    },
    own: () => held(() => true),
    remove(removed) {
      const ids = removed.map(({ id }) => id);
      forget(ids);
      return then(() => store.remove(ids));
    },
    clear() {
      own.clear();
      return then(() => store.clear());
    },
  };
}
