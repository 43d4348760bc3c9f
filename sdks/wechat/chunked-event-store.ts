import { byteLength, type EventStore, type QueuedEvent, takeFirst } from '@millstream/sdk-client';
import { tried } from './tried.ts';
import type { WxApi } from './wx-api.ts';

/** How the store behaves. */
export interface ChunkedStoreOptions {
  /** Start of its keys. */
  readonly prefix: string;
  /** Beyond this, bytes, the oldest chunk goes. */
  readonly maxBytes: number;
  /** Hears of each loss. */
  readonly onDropped: (events: number) => void;
}

/** A chunk is written whole for each event that joins it, so it must stay small; WeChat allows 1 MB. */
const chunkBytes = 65_536;

interface Chunk {
  readonly key: string;
  bytes: number;
}

/** A chunk as it will be written. */
interface Draft {
  readonly key: string;
  readonly lines: string[];
  bytes: number;
}

const lineOf = ({ id, at, json }: QueuedEvent): string => `${id} ${at} ${json}`;

function eventOf(line: string): QueuedEvent | null {
  const idEnd = line.indexOf(' ');
  const atEnd = line.indexOf(' ', idEnd + 1);
  if (idEnd < 1 || atEnd < 0) return null;
  return { id: line.slice(0, idEnd), at: Number(line.slice(idEnd + 1, atEnd)), json: line.slice(atEnd + 1) };
}

const isEvent = (event: QueuedEvent | null): event is QueuedEvent => event !== null;

/**
 * Keeps events in numbered chunks of lines, one key each. There is no index that could disagree with them: the keys
 * of the storage say what there is. An addition that fails half way is taken back.
 */
export function chunkedEventStore(wx: WxApi, options: ChunkedStoreOptions): EventStore {
  const prefix = `${options.prefix}queue.`;
  const numberOf = (key: string): number => Number(key.slice(prefix.length));
  const textOf = (key: string): string => {
    const text = wx.getStorageSync(key);
    return typeof text === 'string' ? text : '';
  };
  const eventsOf = (key: string): readonly QueuedEvent[] =>
    textOf(key).split('\n').map(eventOf).filter(isEvent);

  let opened: Chunk[] | null = null;
  /** Reads every chunk once to know its size: nothing, unless the device was offline for long. */
  const chunks = (): Chunk[] => {
    opened ??= wx
      .getStorageInfoSync()
      // An instance may be called so that its keys begin alike.
      .keys.filter((key) => key.startsWith(prefix) && Number.isInteger(numberOf(key)))
      .sort((a, b) => numberOf(a) - numberOf(b))
      .map((key) => ({ key, bytes: byteLength(textOf(key)) }));
    return opened;
  };
  const drop = (chunk: Chunk): void => {
    wx.removeStorageSync(chunk.key);
    opened = chunks().filter((other) => other !== chunk);
  };
  const write = (chunk: Chunk, lines: readonly string[]): void => {
    const text = lines.join('\n');
    wx.setStorageSync(chunk.key, text);
    chunk.bytes = byteLength(text);
  };
  const last = (): Chunk | undefined => chunks()[chunks().length - 1];
  const startNew = (): Draft => {
    const before = last();
    return { key: `${prefix}${before ? numberOf(before.key) + 1 : 1}`, lines: [], bytes: 0 };
  };
  const continueLast = (): Draft => {
    const chunk = last();
    return chunk ? { key: chunk.key, lines: [textOf(chunk.key)], bytes: chunk.bytes } : startNew();
  };
  const putDown = ({ key, lines }: Draft): void => {
    const known = chunks().find((chunk) => chunk.key === key);
    const chunk = known ?? { key, bytes: 0 };
    write(chunk, lines);
    if (!known) chunks().push(chunk);
  };
  const makeRoom = (): void => {
    let total = chunks().reduce((sum, { bytes }) => sum + bytes, 0);
    while (total > options.maxBytes) {
      const [oldest, next] = chunks();
      if (!oldest || !next) return;
      total -= oldest.bytes;
      const events = eventsOf(oldest.key).length;
      drop(oldest);
      options.onDropped(events);
    }
  };
  const remove = (ids: ReadonlySet<string>): void => {
    let left = ids.size;
    for (const chunk of [...chunks()]) {
      if (left === 0) return;
      const events = eventsOf(chunk.key);
      const kept = events.filter(({ id }) => !ids.has(id));
      left -= events.length - kept.length;
      if (kept.length === 0) drop(chunk);
      else if (kept.length < events.length) write(chunk, kept.map(lineOf));
    }
  };
  /** Events of as many chunks as hold that much. */
  const firstOf = (maxEvents: number, maxBytes: number): readonly QueuedEvent[] => {
    const events: QueuedEvent[] = [];
    let bytes = 0;
    for (const chunk of chunks()) {
      if (events.length >= maxEvents || bytes > maxBytes) break;
      events.push(...eventsOf(chunk.key));
      bytes += chunk.bytes;
    }
    return events;
  };

  return {
    async add(events) {
      const added = new Set<string>();
      let draft = continueLast();
      try {
        for (const event of events) {
          const line = lineOf(event);
          const bytes = byteLength(line) + 1;
          if (draft.bytes > 0 && draft.bytes + bytes > chunkBytes) {
            putDown(draft);
            draft = startNew();
          }
          draft.lines.push(line);
          draft.bytes += bytes;
          added.add(event.id);
        }
        putDown(draft);
      } catch (error) {
        remove(added);
        throw error;
      }
      // Too much is better than nothing: what is stored stays stored.
      tried(makeRoom);
    },
    first: async (maxEvents, maxBytes) => takeFirst(firstOf(maxEvents, maxBytes), maxEvents, maxBytes),
    async remove(ids) {
      remove(new Set(ids));
    },
    async clear() {
      for (const chunk of [...chunks()]) drop(chunk);
    },
  };
}
