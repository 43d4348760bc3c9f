import type { Replay, ReplayMode } from '@millstream/console';
import { asCodedError, CodedError } from '@millstream/core';
import type { PlaceOutcomes, QuarantineFilter, QuarantinePlace } from '@millstream/modeling';
import type { PluginSetting } from '@millstream/processing';
import type { OperationParts } from './operation-parts.ts';
import { addDryRuns, type DryRunCounts, noDryRun } from './quarantine-calls.ts';

/** Raw files that are worked off before progress is told and a cancellation is heard. */
const filesPerPart = { dry: 20, replay: 100 } as const;

/** What a replay is started with. */
export interface ReplayStart {
  readonly projectId: string;
  readonly mode: ReplayMode;
  readonly filter: QuarantineFilter;
  /** Plug-ins to try instead of those in use; for dry runs. */
  readonly plugins?: readonly PluginSetting[];
  /** What people chose, kept on the receipt. */
  readonly request: unknown;
  readonly person: string;
}

/** Receipt of a replay. */
export interface ReplayReceipt extends PlaceOutcomes {
  /** Raw files that went through the job once more. */
  readonly files: number;
  readonly notKept: number;
}

/** Runs dry runs and replays in the background. */
export interface ReplayService {
  start(start: ReplayStart): Promise<Replay>;
  /** Ends it after the part at work; what is done stays done. */
  cancel(projectId: string, replayId: string): Promise<Replay>;
  /** Cancels what runs and waits for it. */
  close(): Promise<void>;
}

const noReceipt: ReplayReceipt = {
  ...{ files: 0, notKept: 0, asked: 0, stillRefused: 0, human: 0, bot: 0, duplicate: 0 },
  refusedByReason: [],
};

/** Cuts places into parts of whole files. */
function partsOf(places: readonly QuarantinePlace[], mode: ReplayMode): (readonly QuarantinePlace[])[] {
  const byFile = [...Map.groupBy(places, ({ file }) => file).values()];
  const parts: QuarantinePlace[][] = [];
  for (let at = 0; at < byFile.length; at += filesPerPart[mode])
    parts.push(byFile.slice(at, at + filesPerPart[mode]).flat());
  return parts;
}

function addReceipts(a: ReplayReceipt, b: ReplayReceipt): ReplayReceipt {
  const reasons = new Map(a.refusedByReason.map(({ reason, count }) => [reason, count]));
  for (const { reason, count } of b.refusedByReason) reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const sum = (name: Exclude<keyof ReplayReceipt, 'refusedByReason'>) => a[name] + b[name];
  return {
    files: sum('files'),
    notKept: sum('notKept'),
    asked: sum('asked'),
    stillRefused: sum('stillRefused'),
    human: sum('human'),
    bot: sum('bot'),
    duplicate: sum('duplicate'),
    refusedByReason: [...reasons].map(([reason, count]) => ({ reason, count })),
  };
}

/** Creates the service; replays that an earlier process left are marked as ended first. */
export function createReplayService(parts: OperationParts): ReplayService {
  const { store, logger } = parts;
  const running = new Map<string, { readonly abort: AbortController; readonly done: Promise<void> }>();

  async function workOff(
    replay: Replay,
    start: ReplayStart,
    places: readonly QuarantinePlace[],
    signal: AbortSignal,
  ) {
    const engine = parts.engineOf(start.projectId);
    let done = 0;
    let dry: DryRunCounts = noDryRun;
    let receipt: ReplayReceipt = noReceipt;
    for (const part of partsOf(places, start.mode)) {
      if (signal.aborted) return 'Cancelled';
      if (start.mode === 'dry') {
        const body = { places: part, ...(start.plugins === undefined ? {} : { plugins: start.plugins }) };
        // A dry run changes nothing, so its part at work need not be waited for.
        dry = addDryRuns(
          dry,
          (await engine.call('/operations/quarantine/dry-run', body, signal)) as DryRunCounts,
        );
      } else {
        const body = { places: part, person: start.person };
        const answer = await engine.call('/operations/quarantine/replay', body, new AbortController().signal);
        receipt = addReceipts(receipt, answer as ReplayReceipt);
      }
      done += part.length;
      await store.replays.progress(replay.replayId, done, start.mode === 'dry' ? dry : receipt);
    }
    return 'Succeeded';
  }

  async function run(
    replay: Replay,
    start: ReplayStart,
    places: readonly QuarantinePlace[],
    signal: AbortSignal,
  ) {
    try {
      const state = await workOff(replay, start, places, signal);
      await store.replays.end(replay.replayId, state, null);
    } catch (error) {
      const { code, message } = asCodedError(error);
      const isCancelled = signal.aborted && code === 'QUERY_CANCELLED';
      if (!isCancelled) logger.error({ code, replay: replay.replayId }, `a replay stopped: ${message}`);
      const failure = isCancelled ? null : { code, message };
      await store.replays.end(replay.replayId, isCancelled ? 'Cancelled' : 'Failed', failure);
    } finally {
      running.delete(replay.replayId);
    }
  }

  return {
    async start(start) {
      const { projectId, mode, filter, request, person } = start;
      const signal = new AbortController().signal;
      const engine = parts.engineOf(projectId);
      const places = (await engine.call(
        '/operations/quarantine/places',
        filter,
        signal,
      )) as QuarantinePlace[];
      const replay = await store.replays.begin({ projectId, mode, request, person, asked: places.length });
      const abort = new AbortController();
      running.set(replay.replayId, { abort, done: run(replay, start, places, abort.signal) });
      return replay;
    },
    async cancel(projectId, replayId) {
      await store.replays.get(projectId, replayId);
      const work = running.get(replayId);
      if (work === undefined) throw new CodedError('NOT_FOUND', { what: `A running replay ${replayId}` });
      work.abort.abort();
      await work.done;
      return store.replays.get(projectId, replayId);
    },
    async close() {
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ done }) => done));
    },
  };
}
