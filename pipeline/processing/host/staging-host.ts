import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CodedError, type Logger, type StagedChunk } from '@millstream/core';
import { closeIpDatabases, loadIpDatabases, type SharedIpDatabases } from '../enrichments/ip/ip-databases.ts';
import { type PreparedPlugin, preparePlugins } from '../plugins/prepare-plugins.ts';
import type { ProcessingConfig } from '../settings/processing-settings.ts';
import { lineBlocks } from './line-blocks.ts';
import { createStagingThread, type StagingThread } from './staging-thread.ts';
import type { BatchStart } from './thread-messages.ts';

/** One input file of a batch. */
export interface StageFile {
  /** Path of an NDJSON file of raw records, gzip when it ends in `.gz`. */
  readonly path: string;
  /** Waive freshness for its records. */
  readonly anyAge: boolean;
}

/** What to stage and where. */
export interface StageInput {
  readonly files: readonly StageFile[];
  /** Existing folder that takes the staged files; the caller removes it. */
  readonly folder: string;
  /** Processing clock, epoch ms. */
  readonly now: number;
  /** A chunk is handed over when it holds this many events. @default 50_000 */
  readonly chunkEvents?: number;
}

/** Runs the core over files in worker threads. One batch at a time. */
export interface StagingHost {
  /**
   * Reads the files and hands each finished chunk to `onChunk`, waiting for it before more is read, so that neither
   * memory nor disk grows with the input. @throws CodedError FILE_UNREADABLE, PLUGIN_INVALID, INTERNAL
   */
  stage(input: StageInput, onChunk: (chunk: StagedChunk) => Promise<void>): Promise<void>;
  /** Ends the threads; the next batch starts new ones (with the newest configuration). */
  retire(): Promise<void>;
}

/** Options of a staging host. */
export interface StagingHostOptions {
  /** Highest number of threads; they start when there is work for them. */
  readonly threads: number;
  /** Asked when threads start; after a change call `retire`. */
  readonly config: () => ProcessingConfig;
  /** Threads idle for this long are ended, to give their memory back. @default 15_000 */
  readonly idleMs?: number;
  readonly logger: Logger;
}

/** Blocks a thread may hold: one at work, one waiting, so that it never starves. */
const blocksPerThread = 2;

/** Changes when a file below the folder does. */
async function folderStamp(folder: string | undefined): Promise<string> {
  if (folder === undefined) return '';
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const stamps = await Promise.all(
    names.sort().map(async (name) => {
      const { mtimeMs, size } = await stat(join(folder, name)).catch(() => ({ mtimeMs: 0, size: 0 }));
      return `${name} ${mtimeMs} ${size}`;
    }),
  );
  return stamps.join('\n');
}

async function modifiedMs(path: string): Promise<number> {
  try {
    return Math.trunc((await stat(path)).mtimeMs);
  } catch (cause) {
    throw new CodedError('FILE_UNREADABLE', { path }, { cause });
  }
}

/** Creates a host; no thread runs until the first batch. */
export function createStagingHost(options: StagingHostOptions): StagingHost {
  let threads: StagingThread[] = [];
  let config: ProcessingConfig | null = null;
  let ipDatabases: SharedIpDatabases | null = null;
  let plugins: readonly PreparedPlugin[] = [];
  let threadsStarted = 0;
  let rulesStamp = '';
  let idleTimer: NodeJS.Timeout | undefined;

  async function retire(): Promise<void> {
    clearTimeout(idleTimer);
    const old = threads;
    threads = [];
    await Promise.all(old.map((thread) => thread.terminate()));
    config = null;
    if (ipDatabases) closeIpDatabases(ipDatabases);
    ipDatabases = null;
  }

  /** Threads read the traffic-source rules when they start, so a changed file calls for new ones. */
  async function retireOnNewRules(): Promise<void> {
    const stamp = await folderStamp(options.config().rulesDir);
    if (stamp !== rulesStamp && threads.length > 0) await retire();
    rulesStamp = stamp;
  }

  async function startThread(): Promise<StagingThread> {
    if (config === null) {
      config = options.config();
      plugins = await preparePlugins(config.plugins);
    }
    if (config.enrichments.includes('ip')) {
      ipDatabases ??= loadIpDatabases(config.geoipPath === undefined ? undefined : [config.geoipPath]);
    }
    threadsStarted += 1;
    return createStagingThread(
      { processing: config, ipDatabases, plugins },
      `t${threadsStarted}`,
      options.logger,
    );
  }

  /** The least busy thread, a new one while all are busy and more are allowed. */
  async function pickThread(start: BatchStart): Promise<StagingThread> {
    const idle = threads.find((thread) => thread.pending === 0);
    if (idle) return idle;
    if (threads.length < options.threads) {
      const thread = await startThread();
      thread.begin(start);
      threads.push(thread);
      return thread;
    }
    for (;;) {
      const free = threads.reduce((a, b) => (a.pending <= b.pending ? a : b));
      if (free.pending < blocksPerThread) return free;
      await Promise.race(threads.map((thread) => thread.settled()));
    }
  }

  async function run(input: StageInput, onChunk: (chunk: StagedChunk) => Promise<void>): Promise<void> {
    await retireOnNewRules();
    const start: BatchStart = {
      kind: 'start',
      folder: input.folder,
      now: input.now,
      anyAge: input.files.map(({ anyAge }) => anyAge),
      fileTimesMs: await Promise.all(input.files.map(({ path }) => modifiedMs(path))),
      chunkEvents: input.chunkEvents ?? 50_000,
    };
    for (const thread of threads) thread.begin(start);
    let loading: Promise<void> = Promise.resolve();
    let loadsBehind = 0;
    let failure: unknown;
    const running = new Set<Promise<void>>();
    // Chunks load one after another while the threads fill the next; the reader waits when one more is behind.
    const take = (result: Promise<StagedChunk | null>) => {
      const job: Promise<void> = result
        .then((chunk) => {
          if (!chunk) return;
          loadsBehind += 1;
          loading = loading.then(() => onChunk(chunk));
          return loading.finally(() => {
            loadsBehind -= 1;
          });
        })
        .catch((error: unknown) => {
          failure ??= error;
        })
        .finally(() => running.delete(job));
      running.add(job);
    };
    for (const [index, file] of input.files.entries()) {
      for await (const block of lineBlocks(file.path, index)) {
        if (failure) throw failure;
        const thread = await pickThread(start);
        if (loadsBehind > 1) await loading.catch(() => {});
        take(thread.process(block));
      }
    }
    await Promise.all(running);
    if (!failure) for (const thread of threads) take(thread.end());
    await Promise.all(running);
    if (failure) throw failure;
  }

  return {
    async stage(input, onChunk) {
      clearTimeout(idleTimer);
      try {
        await run(input, onChunk);
      } catch (error) {
        await retire();
        throw error instanceof CodedError ? error : new CodedError('INTERNAL', {}, { cause: error });
      }
      idleTimer = setTimeout(() => void retire(), options.idleMs ?? 15_000);
      idleTimer.unref();
    },
    retire,
  };
}
