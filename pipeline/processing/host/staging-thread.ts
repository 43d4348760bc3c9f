import { Worker } from 'node:worker_threads';
import { CodedError, type ErrorCode, errorRegistry, type Logger, type StagedChunk } from '@millstream/core';
import type { LineBlock } from './line-blocks.ts';
import type { ThreadConfig } from './thread-config.ts';
import type { BatchStart, FromThread, ToThread } from './thread-messages.ts';

/** Host side of one worker thread: messages in order, one answer for each. */
export interface StagingThread {
  /** Blocks handed over and not answered. */
  readonly pending: number;
  begin(start: BatchStart): void;
  /** Answers with a chunk when the block filled one. Takes the block's buffer over. */
  process(block: LineBlock): Promise<StagedChunk | null>;
  /** Ends the batch; answers with what is left. */
  end(): Promise<StagedChunk | null>;
  /** Resolves when the oldest pending answer is there, or the thread died. */
  settled(): Promise<void>;
  terminate(): Promise<void>;
}

interface Waiting {
  readonly promise: Promise<StagedChunk | null>;
  readonly resolve: (chunk: StagedChunk | null) => void;
  readonly reject: (error: unknown) => void;
}

/** A coded error that lost its class on the way out of a thread; anything else as it is. */
function revived(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('details' in error)) return error;
  const { code, details } = error;
  if (typeof code !== 'string' || !Object.hasOwn(errorRegistry, code)) return error;
  return new CodedError(code as ErrorCode, details as CodedError['details'], { cause: error });
}

/** Starts a thread that runs the core with `config`; `name` begins the names of the files it writes. */
export function createStagingThread(config: ThreadConfig, name: string, logger: Logger): StagingThread {
  const worker = new Worker(new URL('./thread-main.ts', import.meta.url), {
    workerData: { ...config, threadName: name },
    // A record of 1 MiB can inflate to 32 MB of text; beyond this bound the batch is bisected by the job.
    resourceLimits: { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32 },
  });
  const waiting: Waiting[] = [];
  let dead: unknown;

  function fail(error: unknown): void {
    dead ??= error;
    for (const { reject } of waiting.splice(0)) reject(dead);
  }
  worker.on('message', (answer: FromThread) => {
    if (answer.kind === 'log') {
      logger[answer.level](answer.fields, answer.message);
      return;
    }
    const next = waiting.shift();
    if (answer.kind === 'done') next?.resolve(answer.chunk);
    else {
      logger.error({ stack: answer.stack }, 'a processing thread failed');
      next?.reject(new CodedError(answer.error.code, answer.error.details, { cause: answer.stack }));
    }
  });
  worker.on('error', (error) => fail(revived(error)));
  worker.on('exit', (code) => fail(new Error(`processing thread ended with code ${code}`)));

  function ask(message: ToThread, transfer: ArrayBuffer[] = []): Promise<StagedChunk | null> {
    if (dead) return Promise.reject(dead);
    const answer = Promise.withResolvers<StagedChunk | null>();
    answer.promise.catch(() => {});
    waiting.push(answer);
    worker.postMessage(message, transfer);
    return answer.promise;
  }

  return {
    get pending() {
      return waiting.length;
    },
    begin: (start) => worker.postMessage(start satisfies ToThread),
    process: (block) => ask({ kind: 'block', block }, [block.bytes.buffer]),
    end: () => ask({ kind: 'end' }),
    settled: async () => {
      await waiting[0]?.promise.catch(() => {});
    },
    terminate: async () => {
      await worker.terminate();
    },
  };
}
