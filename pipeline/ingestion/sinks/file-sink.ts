import { mkdirSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { type Clock, CodedError, formatSegmentName, type Logger, type StoreLayout } from '@millstream/core';
import { SegmentFile, type WriteAt } from './segment-file.ts';
import type { RecordBatch, Sink } from './sink.ts';

/** When a segment is sealed, and how much is written ahead. */
export interface SegmentBounds {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Step of preallocation in bytes; 0 switches it off. */
  readonly preallocateBytes: number;
}

/** What a file sink needs. */
export interface FileSinkOptions {
  readonly layout: StoreLayout;
  /** Letters, digits and dots; unique for each start of a process. */
  readonly writer: string;
  readonly bounds: SegmentBounds;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told about each sealed segment: its file name, and how long sealing took. */
  readonly onSealed?: (fileName: string, durationMs: number) => void;
  /** For tests that let a write fail. @default writes to the file */
  readonly write?: WriteAt;
}

const maxPreallocateBytes = 16_777_216;
const sealRetryMs = 1000;

/**
 * Appends batches to segment files of the local disk. A segment is sealed by size or age: cut to its length, synced and
 * renamed once into the layout's `sealed` folder under the name that carries its facts.
 */
export class FileSink implements Sink {
  readonly name = 'file';
  /** A second one keeps a slow disk busy (1.1 to 1.5 times the requests/s); a third makes batches too small on a fast one. */
  readonly maxConcurrentAppends = 2;
  readonly #options: FileSinkOptions;
  #bounds: SegmentBounds;
  #current: SegmentFile | null = null;
  #standby: Promise<SegmentFile | null> | null = null;
  #sequence = 0;
  #lastSegmentBytes = 0;
  #opening: Promise<SegmentFile> | null = null;
  #isClosed = false;
  #ageTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;
  /** When each segment that is not sealed yet was opened, monotonic ms; oldest first. */
  readonly #openedAt = new Map<SegmentFile, number>();
  /** Retired segments that are not sealed yet, oldest first. */
  readonly #retired: SegmentFile[] = [];
  #sealing: Promise<void> = Promise.resolve();

  constructor(options: FileSinkOptions) {
    this.#options = options;
    this.#bounds = options.bounds;
  }

  /** Age of the oldest segment that processing cannot see yet, ms; 0 when there is none. */
  get oldestSegmentAgeMs(): number {
    const [oldest] = this.#openedAt.values();
    return oldest === undefined ? 0 : this.#options.clock.monotonic() - oldest;
  }

  open(): void {
    const { layout } = this.#options;
    try {
      mkdirSync(layout.wal, { recursive: true });
      mkdirSync(layout.sealed, { recursive: true });
    } catch (error) {
      this.#options.logger.error({ err: error, path: layout.wal }, 'The folders of the sink cannot be made.');
    }
  }

  /** Changes the bounds; they hold from the next batch. */
  configure(bounds: SegmentBounds): void {
    this.#bounds = bounds;
  }

  async append(batch: RecordBatch): Promise<void> {
    let segment: SegmentFile | null = null;
    try {
      segment = await this.#writableSegment();
      const written = segment.append(batch.bytes, batch.records, batch.firstMs);
      if (segment.length >= this.#bounds.maxBytes) this.#retire(segment);
      await written;
    } catch (error) {
      if (segment) this.#retire(segment);
      const { layout } = this.#options;
      throw new CodedError('SINK_UNWRITABLE', { sink: this.name, path: layout.wal }, { cause: error });
    }
  }

  async seal(): Promise<void> {
    if (this.#current) this.#retire(this.#current);
    await this.#sealing;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    await this.seal();
    const standby = await this.#standby;
    this.#standby = null;
    if (standby) {
      await standby.retire();
      await unlink(standby.path);
    }
  }

  async #writableSegment(): Promise<SegmentFile> {
    for (;;) {
      const segment = this.#current ?? (await this.#opened());
      // While this append waited for the new segment, another one may have filled it.
      if (!segment.isRetired) return segment;
    }
  }

  #opened(): Promise<SegmentFile> {
    this.#opening ??= this.#openNext().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #openNext(): Promise<SegmentFile> {
    const standby = await this.#standby;
    this.#standby = null;
    const segment = standby ?? (await this.#createSegment());
    this.#current = segment;
    this.#openedAt.set(segment, this.#options.clock.monotonic());
    // Timers run by the monotonic clock, so a jump of the wall clock neither delays nor hurries a seal.
    this.#ageTimer = setTimeout(() => this.#retire(segment), this.#bounds.maxAgeMs);
    const isLively = this.#lastSegmentBytes >= this.#bounds.preallocateBytes / 4;
    if (isLively && !this.#isClosed) this.#prepareStandby();
    return segment;
  }

  #prepareStandby(): void {
    this.#standby = this.#createSegment().catch((error: unknown) => {
      this.#options.logger.warn({ err: error }, 'The next segment could not be prepared.');
      return null;
    });
  }

  #createSegment(): Promise<SegmentFile> {
    const { layout, writer, clock, write } = this.#options;
    const sequence = this.#sequence++;
    const name = `${String(clock.now()).padStart(13, '0')}-${writer}-${String(sequence).padStart(6, '0')}.open`;
    const options = { sequence, preallocateBytes: this.#preallocation(), ...(write ? { write } : {}) };
    return SegmentFile.create(layout.wal, name, options);
  }

  /**
   * Zeros written ahead halve the time of a small sync (0.17 against 0.25 ms). A quiet collector does without: a whole
   * step every other second would wear the disk. So does a busy one: twice the bytes cost more than the syncs save
   * (34,000 against 52,000 requests/s).
   */
  #preallocation(): number {
    const { preallocateBytes: step, maxBytes } = this.#bounds;
    const bytes = this.#lastSegmentBytes;
    if (step === 0 || bytes < step / 4 || bytes >= maxBytes) return 0;
    return Math.min(maxPreallocateBytes, Math.ceil(bytes / step) * step);
  }

  #retire(segment: SegmentFile): void {
    if (segment !== this.#current) return;
    this.#current = null;
    clearTimeout(this.#ageTimer);
    this.#lastSegmentBytes = segment.length;
    const retired = segment.retire();
    this.#sealing = this.#sealing.then(async () => {
      await retired.catch(() => undefined);
      this.#retired.push(segment);
      await this.#sealRetired();
    });
  }

  async #sealRetired(): Promise<void> {
    for (let segment = this.#retired[0]; segment; segment = this.#retired[0]) {
      try {
        await this.#sealOne(segment);
      } catch (error) {
        this.#options.logger.error({ err: error, path: segment.path }, 'A segment could not be sealed yet.');
        this.#retrySoon();
        return;
      }
      this.#retired.shift();
      this.#openedAt.delete(segment);
    }
  }

  async #sealOne(segment: SegmentFile): Promise<void> {
    if (segment.records === 0) {
      await unlink(segment.path);
      return;
    }
    const { writer, layout, clock, onSealed } = this.#options;
    const startedAt = clock.monotonic();
    const { firstMs, sequence, records } = segment;
    const name = formatSegmentName({ firstMs, writer, sequence, records, anyAge: false });
    await segment.sealAs(layout.sealed, name);
    onSealed?.(name, clock.monotonic() - startedAt);
  }

  #retrySoon(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => {
      this.#sealing = this.#sealing.then(() => this.#sealRetired());
    }, sealRetryMs);
  }
}
