/** Lines of requests that become durable together. */
export interface RecordBatch {
  /** Whole NDJSON lines, each ended by a newline; the sink must not use it after `append` settled. */
  readonly bytes: Uint8Array;
  /** Number of lines. */
  readonly records: number;
  /** Server clock of the first record, epoch ms. */
  readonly firstMs: number;
}

/** Where accepted requests become durable. Files, streams and object stores stand behind it. */
export interface Sink {
  /** For metrics and logs. */
  readonly name: string;
  /** Makes ready to append; a failure shows at the first append. */
  open(): void;
  /** Appends that may be under way at the same time. */
  readonly maxConcurrentAppends: number;
  /**
   * Settles when the batch survives a crash, whatever becomes of others under way. Rejects with `SINK_UNWRITABLE`, and
   * then the batch may or may not be stored.
   */
  append(batch: RecordBatch): Promise<void>;
  /** Hands what is durable so far to the readers; returns when they can see it. */
  seal(): Promise<void>;
  /** Seals and releases everything. */
  close(): Promise<void>;
}
