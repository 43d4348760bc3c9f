import { randomUUID } from 'node:crypto';
import {
  keptFileNames,
  type Run,
  type RunCounters,
  type RunKind,
  type RunStageName,
  stageDetailName,
} from '@millstream/console';
import { asCodedError, type Clock } from '@millstream/core';
import type { LoadResult } from '@millstream/modeling';

/** What a run begins with. */
export interface RunStart {
  readonly kind: RunKind;
  /** Null = the schedule or an arrival. */
  readonly startedBy?: string | null;
  readonly files?: readonly { readonly name: string; readonly bytes: number }[];
  /** Earlier tries with the same files. */
  readonly retries?: number;
  readonly detail?: Run['detail'];
}

/** A run at work; told to the supervisor, which keeps it. */
export interface RunHandle {
  readonly runId: string;
  /** Aborts when a person cancels the run; what is committed stays. */
  readonly signal: AbortSignal;
  /** Ends the stage it is in and begins another; times of a stage that comes again are added up. */
  enter(stage: RunStageName): void;
  /** Adds what one of its batches did. */
  add(result: LoadResult): void;
  /** Adds to what is worth knowing. */
  note(detail: Run['detail']): void;
  succeeded(): void;
  cancelled(): void;
  failed(error: unknown, isRetried: boolean): void;
}

/** Runs of this engine. */
export interface RunLog {
  begin(start: RunStart): RunHandle;
  /** Asks a running run to stop; false when it is not running or cannot be stopped. */
  cancel(runId: string): boolean;
}

/** Kinds that stop between two batches when asked. */
const cancellable: readonly RunKind[] = ['rebuild', 'replay'];

/** A log that tells each state of each run. */
export function createRunLog(options: {
  readonly projectId: string;
  readonly clock: Clock;
  readonly tell: (run: Run) => void;
}): RunLog {
  const { projectId, clock, tell } = options;
  const atWork = new Map<string, AbortController>();

  function begin(start: RunStart): RunHandle {
    const files = start.files ?? [];
    const startedAt = clock.monotonic();
    const stop = new AbortController();
    const spentMs = new Map<RunStageName, number>();
    let stage: RunStageName | null = null;
    let enteredAt = startedAt;
    let run: Run = {
      runId: randomUUID(),
      projectId,
      kind: start.kind,
      state: 'Running',
      startedBy: start.startedBy ?? null,
      startedAtMs: clock.now(),
      endedAtMs: null,
      files: files.slice(0, keptFileNames).map(({ name }) => name),
      fileCount: files.length,
      fileBytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      retries: start.retries ?? 0,
      counters: null,
      failure: null,
      detail: start.detail ?? {},
    };
    atWork.set(run.runId, stop);
    tell(run);

    function enter(next: RunStageName | null): void {
      const now = clock.monotonic();
      if (stage !== null) spentMs.set(stage, (spentMs.get(stage) ?? 0) + now - enteredAt);
      stage = next;
      enteredAt = now;
    }

    function end(values: Partial<Run>): void {
      atWork.delete(run.runId);
      enter(null);
      const stages = [...spentMs].map(([name, ms]) => [stageDetailName(name), Math.round(ms)]);
      const detail = { ...run.detail, ...values.detail, ...Object.fromEntries(stages) };
      // The clock of the machine may step; a duration never does.
      const endedAtMs = run.startedAtMs + Math.max(0, Math.round(clock.monotonic() - startedAt));
      run = { ...run, ...values, detail, endedAtMs };
      tell(run);
    }
    return {
      runId: run.runId,
      signal: stop.signal,
      enter,
      add(result) {
        run = { ...run, counters: sumOf(run.counters, result) };
      },
      note(detail) {
        run = { ...run, detail: { ...run.detail, ...detail } };
      },
      succeeded: () => end({ state: 'Succeeded' }),
      cancelled: () => end({ state: 'Cancelled' }),
      failed(error, isRetried) {
        const { code, message } = asCodedError(error);
        const detail: Run['detail'] = stage === null ? {} : { failedStage: stage };
        end({ state: isRetried ? 'Retrying' : 'Failed', failure: { code, message }, detail });
      },
    };
  }

  return {
    begin,
    cancel(runId) {
      const stop = atWork.get(runId);
      stop?.abort();
      return stop !== undefined;
    },
  };
}

/** Whether a run of this kind can be asked to stop. */
export function isCancellable(kind: RunKind): boolean {
  return cancellable.includes(kind);
}

function sumOf(
  before: RunCounters | null,
  { requests, events, rows, rejectedByReason }: LoadResult,
): RunCounters {
  const next = { requests, events, rows, rejectedByReason: added({}, rejectedByReason) };
  if (before === null) return next;
  return {
    requests: added(before.requests, next.requests),
    events: added(before.events, next.events),
    rows: added(before.rows, next.rows),
    rejectedByReason: added(before.rejectedByReason, next.rejectedByReason),
  };
}

function added<T extends Readonly<Record<string, number>>>(
  one: T,
  other: Readonly<Partial<Record<string, number>>>,
): T {
  const sum: Record<string, number> = { ...one };
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + (count ?? 0);
  return sum as T;
}
