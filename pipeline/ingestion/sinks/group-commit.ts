import { asCodedError, type Clock, type CodedError } from '@millstream/core';
import type { Sink } from './sink.ts';

/** A request that waits until its line is durable. */
export interface Waiter {
  /** Called once: null when the line is durable, else why it is not. */
  settled(error: CodedError | null): void;
}

/** What a group commit needs. */
export interface GroupCommitOptions {
  readonly sink: Sink;
  readonly clock: Clock;
  /** Told about each batch: how long it took, what it held, whether it became durable. */
  readonly onBatch?: (batch: {
    durationMs: number;
    bytes: number;
    records: number;
    isDurable: boolean;
  }) => void;
}

const initialBufferBytes = 262_144;
const keptBufferBytes = 4_194_304;

class Gathering {
  bytes = Buffer.allocUnsafeSlow(initialBufferBytes);
  length = 0;
  firstMs = 0;
  waiters: Waiter[] = [];

  add(line: string, receivedAtMs: number, waiter: Waiter): number {
    // Three bytes are the most that UTF-8 needs for one UTF-16 unit.
    if (this.length + line.length * 3 > this.bytes.length) this.#reserve(Buffer.byteLength(line));
    const added = this.bytes.write(line, this.length);
    if (this.waiters.length === 0) this.firstMs = receivedAtMs;
    this.length += added;
    this.waiters.push(waiter);
    return added;
  }

  clear(): void {
    this.length = 0;
    this.waiters = [];
    if (this.bytes.length > keptBufferBytes) this.bytes = Buffer.allocUnsafeSlow(initialBufferBytes);
  }

  #reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

/**
 * Lets the requests of one moment share one durable append: while as many batches as the sink takes are under way, the
 * next one gathers. Memory is bounded by the caller, who looks at `unsyncedBytes` before he offers a line.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #gathering = new Gathering();
  /** Emptied ones, for reuse. */
  readonly #spares: Gathering[] = [];
  #running = 0;
  #isScheduled = false;
  #unsyncedBytes = 0;
  #lastError: CodedError | null = null;
  #whenIdle: (() => void)[] = [];
  readonly #start = () => {
    this.#isScheduled = false;
    this.#commitGathered();
  };

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Bytes accepted in memory that are not durable yet. */
  get unsyncedBytes(): number {
    return this.#unsyncedBytes;
  }

  /** Why the last batch failed; null when it became durable. */
  get lastError(): CodedError | null {
    return this.#lastError;
  }

  /** Takes a line that ends in a newline; `waiter` hears once what became of it. */
  offer(line: string, receivedAtMs: number, waiter: Waiter): void {
    this.#unsyncedBytes += this.#gathering.add(line, receivedAtMs, waiter);
    if (this.#isScheduled || this.#running >= this.#options.sink.maxConcurrentAppends) return;
    this.#isScheduled = true;
    // After the sockets that are readable now: their requests join the batch.
    setImmediate(this.#start);
  }

  /** Settles when every offered line has been judged. */
  idle(): Promise<void> {
    if (this.#running === 0 && !this.#isScheduled) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #commitGathered(): void {
    const batch = this.#gathering;
    if (batch.waiters.length === 0 || this.#running >= this.#options.sink.maxConcurrentAppends) return;
    this.#gathering = this.#spares.pop() ?? new Gathering();
    this.#running++;
    const startedAt = this.#options.clock.monotonic();
    const bytes = batch.bytes.subarray(0, batch.length);
    this.#options.sink.append({ bytes, records: batch.waiters.length, firstMs: batch.firstMs }).then(
      () => this.#finish(batch, startedAt, null),
      (error: unknown) => this.#finish(batch, startedAt, asCodedError(error, 'SINK_UNWRITABLE')),
    );
  }

  #finish(batch: Gathering, startedAt: number, error: CodedError | null): void {
    const { length, waiters } = batch;
    const durationMs = this.#options.clock.monotonic() - startedAt;
    this.#lastError = error;
    this.#unsyncedBytes -= length;
    batch.clear();
    this.#spares.push(batch);
    this.#running--;
    // The disk works on the next batch while the answers of this one are written.
    this.#commitGathered();
    this.#options.onBatch?.({
      durationMs,
      bytes: length,
      records: waiters.length,
      isDurable: error === null,
    });
    for (const waiter of waiters) waiter.settled(error);
    if (this.#running > 0 || this.#isScheduled) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }
}
