import { type EventStore, type QueuedEvent, takeFirst } from '@millstream/sdk-client';
import type { KeyValueStorage } from '../device/device.ts';
import { openRow, packedRow, readRow } from './event-chunk.ts';

/** Where and how much. */
export interface ChunkedStoreOptions {
  readonly storage: KeyValueStorage;
  /** Keys are this and the number of the chunk. */
  readonly prefix: string;
  /** Size of all rows above which the oldest chunk goes, characters. */
  readonly maxBytes: number;
  /** Hears how many events went because the space was used up. */
  onDropped(count: number): void;
  /** A row is gone, so that there is room for others. */
  onRoom?(): void;
}

/**
 * JSON in one chunk. Each added event rewrites the open chunk, so it must be small; each chunk is a row, so there must
 * not be too many. Far below the 2 MB that Android can read of a row.
 */
export const chunkBytes = 32_768;

interface Chunk {
  readonly number: number;
  bytes: number;
}

/** Keeps events in AsyncStorage in chunks of 32 KB: packed when full, deleted when all their events are confirmed. */
export function createChunkedStore({
  storage,
  prefix,
  maxBytes,
  onDropped,
  onRoom,
}: ChunkedStoreOptions): EventStore {
  /** Oldest first; the last one may be open. */
  let chunks: Chunk[] | null = null;
  let open: { readonly chunk: Chunk; events: readonly QueuedEvent[] } | null = null;
  /** Contents of the chunks that were read last. */
  const read = new Map<number, readonly QueuedEvent[]>();
  /** Chunk of each event that this process has added or read. */
  const placeOf = new Map<string, number>();
  /** Confirmed events that the device refuses to delete. */
  const gone = new Set<string>();
  let nextNumber = 0;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
  const known = async (): Promise<Chunk[]> => {
    if (chunks) return chunks;
    const names = (await storage.getAllKeys()).filter((name) => name.startsWith(prefix));
    const found: Chunk[] = [];
    for (const name of names) {
      const number = Number(name.slice(prefix.length));
      // A row that cannot be read now must not hold up the others; it is tried again when it is to be sent.
      const row = await storage.getItem(name).catch(() => '');
      if (Number.isInteger(number) && row !== null) found.push({ number, bytes: row.length });
    }
    found.sort((left, right) => left.number - right.number);
    nextNumber = (found.at(-1)?.number ?? 0) + 1;
    chunks = found;
    return found;
  };
  const eventsOf = async ({ number }: Chunk): Promise<readonly QueuedEvent[]> => {
    if (open?.chunk.number === number) return open.events;
    const known = read.get(number);
    if (known) return known;
    const events = readRow((await storage.getItem(prefix + number)) ?? '');
    for (const { id } of events) placeOf.set(id, number);
    read.set(number, events);
    return events;
  };
  const put = async (chunk: Chunk, row: string): Promise<void> => {
    await storage.setItem(prefix + chunk.number, row);
    chunk.bytes = row.length;
  };
  const drop = async (chunk: Chunk): Promise<void> => {
    await storage.removeItem(prefix + chunk.number);
    onRoom?.();
    const events = read.get(chunk.number) ?? (open?.chunk === chunk ? open.events : []);
    for (const { id } of events) {
      placeOf.delete(id);
      gone.delete(id);
    }
    read.delete(chunk.number);
    if (open?.chunk === chunk) open = null;
    chunks = chunks?.filter((other) => other !== chunk) ?? null;
  };

  const append = async (events: readonly QueuedEvent[]): Promise<void> => {
    const all = await known();
    const isNew = open === null;
    const target = open ?? { chunk: { number: nextNumber, bytes: 0 }, events: [] };
    const joined = [...target.events, ...events];
    const row = openRow(joined);
    const isFull = row.length >= chunkBytes;
    await put(target.chunk, isFull ? packedRow(joined) : row);
    if (isNew) {
      all.push(target.chunk);
      nextNumber += 1;
    }
    for (const { id } of events) placeOf.set(id, target.chunk.number);
    open = isFull ? null : { chunk: target.chunk, events: joined };
  };
  const makeRoom = async (): Promise<void> => {
    for (;;) {
      const all = await known();
      const [oldest] = all;
      const bytes = all.reduce((sum, chunk) => sum + chunk.bytes, 0);
      if (!oldest || all.length === 1 || bytes <= maxBytes) return;
      const { length } = await eventsOf(oldest).catch(() => []);
      await drop(oldest);
      onDropped(length);
    }
  };

  return {
    add: (events) =>
      inTurn(async () => {
        for (const part of inChunks(events)) await append(part);
        // Too much is better than nothing: what is stored stays stored.
        await makeRoom().catch(() => undefined);
      }),
    first: (maxEvents, maxSize) =>
      inTurn(async () => {
        const found: QueuedEvent[] = [];
        let size = 0;
        const used = new Set<number>();
        for (const chunk of [...(await known())]) {
          if (found.length >= maxEvents || size > maxSize) break;
          const events = await eventsOf(chunk).catch(() => null);
          if (events === null) continue;
          const left = events.filter(({ id }) => !gone.has(id));
          // Confirmed before, when it could not be deleted, or unreadable.
          if (left.length === 0) await drop(chunk).catch(() => undefined);
          used.add(chunk.number);
          found.push(...left);
          for (const { json } of left) size += json.length;
        }
        for (const number of read.keys()) if (!used.has(number)) read.delete(number);
        return takeFirst(found, maxEvents, maxSize);
      }),
    remove: (ids) =>
      inTurn(async () => {
        const numbers = new Set(ids.map((id) => placeOf.get(id)));
        for (const id of ids) if (placeOf.has(id)) gone.add(id);
        for (const chunk of (await known()).filter(({ number }) => numbers.has(number))) {
          const before = await eventsOf(chunk);
          const left = before.filter(({ id }) => !gone.has(id));
          if (left.length === 0) await drop(chunk);
          else {
            await put(chunk, open?.chunk === chunk ? openRow(left) : packedRow(left));
            if (open?.chunk === chunk) open = { chunk, events: left };
            else read.set(chunk.number, left);
          }
          for (const { id } of before) {
            if (gone.delete(id)) placeOf.delete(id);
          }
        }
      }),
    clear: () =>
      inTurn(async () => {
        for (const chunk of [...(await known())]) await drop(chunk);
      }),
  };
}

/** Parts of about a chunk each, in order. */
function inChunks(events: readonly QueuedEvent[]): readonly (readonly QueuedEvent[])[] {
  const parts: QueuedEvent[][] = [];
  let size = chunkBytes;
  for (const event of events) {
    if (size >= chunkBytes) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(event);
    size += event.json.length;
  }
  return parts;
}
