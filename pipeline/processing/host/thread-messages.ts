import type { CodedError, Logger, StagedChunk } from '@millstream/core';
import type { LineBlock } from './line-blocks.ts';

/** What a batch tells its threads once. */
export interface BatchStart {
  readonly kind: 'start';
  /** Folder for the staged files. */
  readonly folder: string;
  /** Processing clock, epoch ms: one for the whole batch, so that a batch is deterministic. */
  readonly now: number;
  /** Per file: freshness is waived. */
  readonly anyAge: readonly boolean[];
  /** Per file: its modification time, epoch ms, for records without a time of arrival. */
  readonly fileTimesMs: readonly number[];
  /** A chunk is handed over when it holds this many events. */
  readonly chunkEvents: number;
}

/** Host to thread. */
export type ToThread =
  | BatchStart
  | { readonly kind: 'block'; readonly block: LineBlock }
  | { readonly kind: 'end' };

/** Thread to host: one answer for each message but `start`, and log lines at any time. */
export type FromThread =
  | { readonly kind: 'log'; readonly level: keyof Logger; readonly fields: object; readonly message: string }
  | { readonly kind: 'done'; readonly chunk: StagedChunk | null }
  | { readonly kind: 'failed'; readonly error: ReturnType<CodedError['toJSON']>; readonly stack: string };
