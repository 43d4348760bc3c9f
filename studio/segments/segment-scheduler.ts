import { asCodedError, type Clock, type Logger } from '@millstream/core';
import type { SegmentJobs } from './segment-jobs.ts';
import { endOfMoment } from './segment-range.ts';
import { nextSegmentRuns } from './segment-refresh.ts';
import type { SegmentRun } from './segment-run.ts';
import type { SegmentSchedule } from './segment-schedule.ts';
import { parseSegmentSpec } from './segment-spec.ts';
import type { SavedSegment, SegmentStore } from './segment-store.ts';

/** What the scheduler works with. */
export interface SegmentSchedulerParts {
  readonly store: SegmentStore;
  readonly jobs: Pick<SegmentJobs, 'refresh'>;
  /** Zone of an app; null when it is gone. */
  readonly timeZoneOf: (appId: string) => Promise<string | null>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Begins scheduled runs when their time comes. */
export interface SegmentScheduler {
  /** Looks now: begins what is due. */
  look(): Promise<void>;
  close(): Promise<void>;
}

/** A schedule changes at most this long before it is in force, ms. */
const lookEveryMs = 20_000;

/** Runs in a row that may end with the server or the engine before the next moment is waited for. */
const mostTries = 3;
const interruptions: readonly string[] = ['ENGINE_UNAVAILABLE', 'QUERY_CANCELLED'];

/** Whether a run ended because server or engine did: nobody can cancel one otherwise. */
function wasInterrupted({ failure }: SegmentRun): boolean {
  return failure !== null && interruptions.includes(failure.code);
}

/** Where runs are looked for. */
interface UpcomingOptions {
  readonly timeZone: string;
  /** Runs are later than this, epoch ms. */
  readonly afterMs: number;
  readonly count?: number;
}

/**
 * The next runs of a segment, epoch ms. `afterMs` is exclusive; manual segments and those past their end have none.
 */
export function upcomingRuns(
  segment: Pick<SavedSegment, 'spec'>,
  options: UpcomingOptions,
): readonly number[] {
  return runsOfSchedule(parseSegmentSpec(segment.spec), options);
}

/** The next runs of a schedule that no segment has yet, epoch ms. */
export function runsOfSchedule(
  { refresh, expireAt }: SegmentSchedule,
  options: UpcomingOptions,
): readonly number[] {
  const untilMs = expireAt === undefined ? undefined : endOfMoment(expireAt, options.timeZone);
  return nextSegmentRuns(refresh, { ...options, ...(untilMs === undefined ? {} : { untilMs }) });
}

/**
 * Starts the scheduler. What is due follows from the store alone: a scheduled moment since the last run began, or since the
 * definition was written. So a moment that was missed while the server was down is made up for, once. A run that ended because
 * server or engine did is tried again, at most three times in a row.
 */
export function startSegmentScheduler(parts: SegmentSchedulerParts): SegmentScheduler {
  const { store, jobs, timeZoneOf, clock, logger } = parts;

  async function isDue(segment: SavedSegment): Promise<boolean> {
    const timeZone = await timeZoneOf(segment.appId);
    if (timeZone === null) return false;
    const runs = await store.runs(segment.appId, segment.segmentId, mostTries);
    const [latest] = runs;
    // After some tries in a row it may be the segment itself that ends the engine: then its next moment is waited for.
    const standing =
      runs.length === mostTries && runs.every(wasInterrupted)
        ? latest
        : runs.find((run) => !wasInterrupted(run));
    const afterMs = Math.max(segment.updatedAtMs, standing?.startedAtMs ?? 0);
    const [next] = upcomingRuns(segment, { timeZone, afterMs, count: 1 });
    return next !== undefined && next <= clock.now();
  }

  async function lookAt(segment: SavedSegment): Promise<void> {
    const { appId, segmentId } = segment;
    try {
      if (await isDue(segment))
        await jobs.refresh({ appId, segmentId, trigger: 'scheduled', startedBy: null });
    } catch (error) {
      const { code, message } = asCodedError(error);
      // Somebody refreshes it at this moment: that run stands for the scheduled one.
      if (code !== 'SEGMENT_RUN_ACTIVE') logger.error({ code, segment: segmentId }, message);
    }
  }

  let turn: Promise<void> = Promise.resolve();
  const look = () => {
    turn = turn
      .catch(() => undefined)
      .then(async () => {
        for (const segment of await store.list()) await lookAt(segment);
      });
    return turn;
  };
  const lookSafely = () => {
    turn = look().catch((error: unknown) => {
      logger.error({ error: String(error) }, 'the schedules of segments could not be read');
    });
  };
  const timer = setInterval(lookSafely, lookEveryMs);
  timer.unref();
  lookSafely();
  return {
    look,
    async close() {
      clearInterval(timer);
      await turn;
    },
  };
}
