import { asCodedError, CodedError, type Logger } from '@millstream/core';
import type { SegmentRun, SegmentRunOutcome } from './segment-run.ts';
import { parseSegmentSpec, type SegmentSpec } from './segment-spec.ts';
import type { SavedSegment, SegmentRunStart, SegmentStore } from './segment-store.ts';

/** Finds a run's members and keeps them; called for one run at a time. */
export type ComputeRun = (run: SegmentRun, spec: SegmentSpec) => Promise<SegmentRunOutcome>;

/** What jobs work with. */
export interface SegmentJobsParts {
  readonly store: SegmentStore;
  readonly compute: ComputeRun;
  readonly logger: Logger;
}

/** A run that has begun. */
export interface BegunRun {
  /** As it began: `Pending`. */
  readonly run: SegmentRun;
  /** As it ended; never rejects. */
  readonly ended: Promise<SegmentRun>;
}

/** Computes segments one after another and keeps the history. */
export interface SegmentJobs {
  /** Begins to compute a segment. @throws CodedError NOT_FOUND, SEGMENT_RUN_ACTIVE, SEGMENT_IMPORTED */
  refresh(start: SegmentRunStart): Promise<BegunRun>;
  /**
   * Begins a run that puts imported members into a segment. @throws CodedError NOT_FOUND, SEGMENT_RUN_ACTIVE,
   * SEGMENT_COMPUTED
   */
  import(start: Omit<SegmentRunStart, 'trigger'>, compute: ComputeRun): Promise<BegunRun>;
  /** Resolves when all runs that have begun are over. */
  idle(): Promise<void>;
}

/** Jobs over a store. Runs wait for each other: one heavy query at a time beside what people ask. */
export function createSegmentJobs({ store, compute, logger }: SegmentJobsParts): SegmentJobs {
  let last: Promise<unknown> = Promise.resolve();

  async function findSegment(appId: string, segmentId: string): Promise<SavedSegment> {
    const segment = await store.read(appId, segmentId);
    if (segment === null) throw new CodedError('NOT_FOUND', { what: `Segment ${segmentId}` });
    return segment;
  }

  async function work(run: SegmentRun, spec: SegmentSpec, computeRun: ComputeRun): Promise<SegmentRun> {
    try {
      await store.runStarted(run.runId);
      return await store.runCompleted(run.runId, await computeRun(run, spec));
    } catch (error) {
      const { code, message, cause } = asCodedError(error);
      logger.error({ code, segment: run.segmentId, cause: String(cause ?? '') }, message);
      return store.runFailed(run.runId, { code, message });
    }
  }

  async function begin(start: SegmentRunStart, spec: SegmentSpec, computeRun: ComputeRun): Promise<BegunRun> {
    const run = await store.beginRun(start);
    const ended = last
      .then(() => work(run, spec, computeRun))
      .catch((error: unknown): SegmentRun => {
        // The store itself failed; it ends such runs when it opens again.
        const { code, message } = asCodedError(error);
        logger.error({ code, segment: run.segmentId }, message);
        return { ...run, status: 'Failed', failure: { code, message } };
      });
    last = ended;
    return { run, ended };
  }

  return {
    async refresh(start) {
      const spec = parseSegmentSpec((await findSegment(start.appId, start.segmentId)).spec);
      if (spec.imported) throw new CodedError('SEGMENT_IMPORTED', { segmentId: start.segmentId });
      return begin(start, spec, compute);
    },
    async import(start, importMembers) {
      const spec = parseSegmentSpec((await findSegment(start.appId, start.segmentId)).spec);
      if (!spec.imported) throw new CodedError('SEGMENT_COMPUTED', { segmentId: start.segmentId });
      return begin({ ...start, trigger: 'import' }, spec, importMembers);
    },
    async idle() {
      await last;
    },
  };
}
