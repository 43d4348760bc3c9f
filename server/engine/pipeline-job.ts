import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Run } from '@millstream/console';
import {
  asCodedError,
  type Clock,
  type Logger,
  parseSegmentName,
  type StagedChunk,
  type StoreLayout,
} from '@millstream/core';
import type { LoadResult, Warehouse } from '@millstream/modeling';
import type { StagingHost } from '@millstream/processing';
import type { RunHandle, RunLog } from './run-log.ts';
import { archivedPath, archiveSegment, findKeptFile } from './segment-archive.ts';
import {
  createSegmentQueue,
  type FailureOutcome,
  type SegmentGroup,
  type SegmentQueue,
} from './segment-queue.ts';

/** A file of a batch. */
export interface BatchFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** How a replacement shows among the runs. */
export interface ReplaceRun {
  /** @default rebuild */
  readonly kind?: 'rebuild' | 'replay';
  readonly startedBy?: string | null;
  readonly detail?: Run['detail'];
}

/** Turns sealed segments into rows, batch by batch, each committed as a whole. */
export interface PipelineJob {
  /** Looks for sealed segments and works until none may run. Calls while it works make it look once more. */
  run(): Promise<void>;
  /** Resolves when the rows of these segments can be queried. */
  committed(names: readonly string[]): Promise<void>;
  /**
   * Processes committed files once more, replacing what they gave, and with them every file whose duplicates of events
   * that are gone now count. Between two batches of it the ordinary job gets its turn. Answers with the number of files.
   */
  replace(files: readonly BatchFile[], run?: ReplaceRun): Promise<number>;
  /** While paused nothing is claimed: segments wait on disk. Going on takes a call of `run`. */
  setPaused(isPaused: boolean): void;
  /** Milliseconds until a delayed batch is due; null when none is. */
  untilRetry(): number | null;
  status(): ReturnType<SegmentQueue['counts']> & { batches: number; lastError: string | null };
  close(): Promise<void>;
}

/** Parts and limits of a job. */
export interface PipelineJobOptions {
  readonly layout: StoreLayout;
  readonly warehouse: Warehouse;
  readonly host: StagingHost;
  readonly transformer: string;
  readonly batchBytes: number;
  readonly batchSegments: number;
  readonly retryDelaysMs: readonly number[];
  readonly parkedRetryMs: number;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Where each batch is noted. @default nowhere */
  readonly runs?: RunLog;
  /** Called after each commit, with what it did and how long it took. */
  readonly onCommit?: (result: LoadResult, durationMs: number) => void;
  /** Called when a batch failed. */
  readonly onFailed?: (outcome: FailureOutcome) => void;
}

/** Creates the job; nothing runs before `run`. */
export function createPipelineJob(options: PipelineJobOptions): PipelineJob {
  const { layout, warehouse, host, clock, logger } = options;
  const queue = createSegmentQueue({
    limits: { maxBytes: options.batchBytes, maxSegments: options.batchSegments },
    retryDelaysMs: options.retryDelaysMs,
    parkedRetryMs: options.parkedRetryMs,
  });
  const waiters = new Map<string, PromiseWithResolvers<void>>();
  // Each segment that this process has seen committed; what is sealed but not here may have been committed before a crash.
  const settled = new Set<string>();
  let turn: Promise<void> = Promise.resolve();
  let again = false;
  let closing = false;
  let paused = false;
  let running: Promise<void> | null = null;
  let batches = 0;
  let lastError: string | null = null;

  /** Runs one after another whatever writes to the warehouse. */
  function exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.then(
      () => {},
      () => {},
    );
    return result;
  }

  async function offerSealed(): Promise<void> {
    const names = (await readdir(layout.sealed)).filter((name) => parseSegmentName(name) !== null);
    const fresh = names.filter((name) => !settled.has(name));
    if (fresh.length === 0) return;
    const done = await warehouse.doneFiles(fresh);
    for (const name of done) await finish(name);
    const waiting = fresh.filter((name) => !done.has(name));
    const sized = await Promise.all(
      waiting.map(async (name) => ({ name, bytes: (await stat(join(layout.sealed, name))).size })),
    );
    queue.offer(sized);
  }

  /** After the commit: keep the raw records compressed, tell who waits. */
  async function finish(name: string): Promise<void> {
    settled.add(name);
    waiters.get(name)?.resolve();
    waiters.delete(name);
    try {
      await archiveSegment(layout, name);
      settled.delete(name);
    } catch (error) {
      logger.error(
        { segment: name, error: String(error) },
        'a committed segment could not be compressed; it is kept',
      );
    }
  }

  async function stageAndLoad(
    files: readonly BatchFile[],
    replace: boolean,
    run: RunHandle | undefined,
  ): Promise<LoadResult> {
    run?.enter('process');
    const nowMs = clock.now();
    const id = `${nowMs}-${process.pid}-${batches++}`;
    const folder = join(layout.scratch, id);
    await mkdir(folder, { recursive: true });
    try {
      const names = files.map(({ name }) => parseSegmentName(name));
      const chunks: StagedChunk[] = [];
      const input = {
        files: files.map(({ path }, index) => ({ path, anyAge: names[index]?.anyAge ?? false })),
        folder,
        now: nowMs,
      };
      await host.stage(input, async (chunk) => {
        chunks.push(chunk);
      });
      run?.enter('store');
      return await warehouse.load({
        id,
        jobName: id,
        processTimeMs: nowMs,
        transformer: options.transformer,
        files: files.map((file, index) => ({
          ...file,
          // Where the raw file will be kept; the rows show this path.
          path: archivedPath(layout, file.name),
          firstMs: names[index]?.firstMs ?? nowMs,
          records: names[index]?.records ?? 0,
        })),
        chunks,
        replace,
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Takes the files of one batch from the front; kept files are compressed about tenfold. */
  function takePart(waiting: Map<string, BatchFile>): BatchFile[] {
    const part: BatchFile[] = [];
    let bytes = 0;
    for (const file of waiting.values()) {
      bytes += file.bytes * 10;
      if (part.length > 0 && bytes > options.batchBytes) break;
      part.push(file);
      waiting.delete(file.name);
    }
    return part;
  }

  async function runGroup(group: SegmentGroup): Promise<void> {
    const files = group.segments.map(({ name, bytes }) => ({ name, bytes, path: join(layout.sealed, name) }));
    const run = options.runs?.begin({ kind: kindOf(files), files, retries: group.attempts });
    try {
      const startedAt = clock.monotonic();
      run?.enter('wait');
      const result = await exclusively(() => stageAndLoad(files, false, run));
      queue.done(group);
      lastError = null;
      run?.add(result);
      run?.succeeded();
      options.onCommit?.(result, clock.monotonic() - startedAt);
      for (const { name } of files) await finish(name);
    } catch (error) {
      const coded = asCodedError(error);
      lastError = `${coded.code}: ${coded.message}`;
      const outcome = queue.failed(group, clock.monotonic());
      options.onFailed?.(outcome);
      run?.failed(coded, outcome !== 'parked');
      const fields = { segments: files.length, attempts: group.attempts + 1, outcome, error: coded.message };
      logger.error(
        { ...fields, cause: String(coded.cause ?? '') },
        'a batch failed; nothing of it was stored',
      );
    }
  }

  async function work(): Promise<void> {
    do {
      again = false;
      await offerSealed();
      if (paused) return;
      for (
        let group = queue.claim(clock.monotonic());
        group && !closing;
        group = queue.claim(clock.monotonic())
      ) {
        await runGroup(group);
        if (paused) return;
      }
    } while (again && !closing);
  }

  return {
    run() {
      again = true;
      running ??= work().finally(() => {
        running = null;
      });
      return running;
    },
    async committed(names) {
      const waits = names.map((name) => {
        const waiter = waiters.get(name) ?? Promise.withResolvers<void>();
        waiters.set(name, waiter);
        return waiter.promise;
      });
      await Promise.all(waits);
    },
    async replace(files, { kind = 'rebuild', startedBy = null, detail = {} } = {}) {
      const run = options.runs?.begin({ kind, startedBy, files, detail });
      const waiting = new Map(files.map((file) => [file.name, file]));
      let replaced = 0;
      try {
        while (waiting.size > 0 && !run?.signal.aborted) {
          const part = takePart(waiting);
          run?.enter('wait');
          const result = await exclusively(() => stageAndLoad(part, true, run));
          run?.add(result);
          replaced += part.length;
          for (const name of result.filesToReplace) {
            const file = await findKeptFile(layout, name);
            if (file) waiting.set(name, file);
            else
              logger.error(
                { segment: name },
                'a raw file whose events are needed once more is not kept any longer',
              );
          }
        }
      } catch (error) {
        run?.failed(error, false);
        throw error;
      }
      run?.note({ replacedFiles: replaced });
      if (run?.signal.aborted) run.cancelled();
      else run?.succeeded();
      return replaced;
    },
    setPaused(isPaused) {
      paused = isPaused;
    },
    untilRetry() {
      const due = queue.nextDue();
      return due === null ? null : Math.max(0, due - clock.monotonic());
    },
    status: () => ({ ...queue.counts(), batches, lastError }),
    async close() {
      closing = true;
      await running?.catch(() => {});
      await turn;
    },
  };
}

/** A batch of imported files alone is an import; among collected ones they are part of an ordinary load. */
function kindOf(files: readonly BatchFile[]): 'import' | 'load' {
  const isImported = ({ name }: BatchFile) => parseSegmentName(name)?.writer.startsWith('import.') === true;
  return files.every(isImported) ? 'import' : 'load';
}
