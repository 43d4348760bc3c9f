import type { ConsoleStore } from '@millstream/console';
import type { Clock, Logger } from '@millstream/core';
import type { SegmentKey } from '@millstream/modeling';
import {
  createSegmentJobs,
  type SegmentImport,
  type SegmentJobs,
  type SegmentRun,
  type SegmentRunOutcome,
  startSegmentScheduler,
} from '@millstream/studio';
import type { EngineClient } from './engine-client.ts';

/** What the service works with. */
export interface SegmentServiceParts {
  readonly store: ConsoleStore;
  readonly engine: EngineClient;
  /** False where only the collector runs: nothing is computed then. */
  readonly hasEngine: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A file of members for a segment. */
export interface MemberFile {
  readonly appId: string;
  readonly segmentId: string;
  /** Path that the engine can read. */
  readonly path: string;
  readonly startedBy: string;
}

/** Runs of segments: the store keeps them, the engine computes them, the schedule begins them. */
export interface SegmentService {
  readonly jobs: SegmentJobs;
  timeZoneOf(appId: string): Promise<string | null>;
  /** Members of a file, as a run of the segment. @throws CodedError NOT_FOUND, SEGMENT_COMPUTED, SEGMENT_RUN_ACTIVE */
  importFile(file: MemberFile): Promise<{ readonly run: SegmentRun; readonly found: SegmentImport | null }>;
  /** Stops schedules and running computations. */
  close(): Promise<void>;
}

/** How often members of segments that are gone for good are looked for, ms. */
const sweepEveryMs = 86_400_000;

/** Starts the service; runs that a crash left behind are failed first. */
export function startSegmentService(parts: SegmentServiceParts): SegmentService {
  const { store, engine, hasEngine, clock, logger } = parts;
  const closing = new AbortController();
  const call = (path: string, body: object) => engine.call(path, body, closing.signal);

  async function timeZoneOf(appId: string): Promise<string | null> {
    return (await store.apps.list()).find((app) => app.appId === appId)?.timeZone ?? null;
  }

  const jobs = createSegmentJobs({
    store: store.segments,
    logger,
    async compute({ appId, segmentId, startedAtMs }, spec) {
      const computation = { appId, segmentId, spec, asOfMs: startedAtMs };
      return (await call('/segments/compute', computation)) as SegmentRunOutcome;
    },
  });
  /** Segments with members, of every project whose engine answers. */
  async function storedSegments(): Promise<readonly SegmentKey[]> {
    const projects = await store.projects();
    const lists = projects.map(async ({ id }) => {
      const asked = call('/segments/stored', { projectId: id });
      return (await asked.catch(() => [])) as readonly SegmentKey[];
    });
    return (await Promise.all(lists)).flat();
  }

  /** Members of deleted segments stay while these can be brought back. */
  async function forgetGone(): Promise<void> {
    // First what is stored, then what is kept: a segment that is made meanwhile is never among the gone.
    const stored = await storedSegments();
    const kept = new Set((await store.saved.segment.keptKeys()).map(({ appId, id }) => `${appId} ${id}`));
    for (const { appId, segmentId } of stored) {
      if (!kept.has(`${appId} ${segmentId}`)) await call('/segments/remove', { appId, segmentId });
    }
  }
  const sweep = () => {
    forgetGone().catch((error: unknown) => {
      if (!closing.signal.aborted) logger.error({ error: String(error) }, 'members of gone segments stay');
    });
  };
  const sweeping = hasEngine ? setInterval(sweep, sweepEveryMs) : undefined;
  sweeping?.unref();
  if (hasEngine) sweep();

  const scheduler = hasEngine
    ? startSegmentScheduler({ store: store.segments, jobs, timeZoneOf, clock, logger })
    : null;

  return {
    jobs,
    timeZoneOf,
    async importFile({ appId, segmentId, path, startedBy }) {
      let found: SegmentImport | null = null;
      const { ended } = await jobs.import({ appId, segmentId, startedBy }, async () => {
        found = (await call('/segments/import', { appId, segmentId, path, isTrial: false })) as SegmentImport;
        const { unmatched: _, unmatchedCount: __, ...outcome } = found;
        return outcome;
      });
      return { run: await ended, found };
    },
    async close() {
      clearInterval(sweeping);
      closing.abort();
      await scheduler?.close();
      await jobs.idle();
    },
  };
}
