import { rm } from 'node:fs/promises';
import type {
  PipelineFailure,
  PipelineModule,
  PipelineRecord,
  PipelineSpec,
  PlanStep,
  StepRecord,
} from '@millstream/console';
import { asCodedError, type Clock, type CodedError, type Logger } from '@millstream/core';
import type { ProjectRuntime, RuntimeContent } from './project-runtime.ts';

/** What an action is carried out with. */
export interface CarryOutParts {
  readonly runtime: ProjectRuntime;
  readonly content: RuntimeContent;
  /** The pipeline as it shall run. */
  readonly spec: PipelineSpec;
  readonly action: PipelineRecord['lastAction'];
  readonly isPaused: boolean;
  /** Hears how far the steps went, before and after each. */
  readonly note: (steps: readonly StepRecord[]) => Promise<void>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What the failure of a part means for data, on the way to a pipeline that did not run before and to one that did. */
const effects: Readonly<Record<PipelineModule, { readonly Create: string; readonly Update: string }>> = {
  ingestion: {
    Create: 'No requests are taken yet. Nothing was lost.',
    Update: 'The collector serves as before. No request was lost.',
  },
  processing: {
    Create: 'Nothing is processed yet. Nothing was lost.',
    Update: 'Processing goes on with its former settings. No event was lost.',
  },
  modeling: {
    Create: 'There is no warehouse yet. Nothing was lost.',
    Update: 'The warehouse goes on with its former settings. No event was lost.',
  },
  reporting: { Create: 'Data is not affected.', Update: 'Data is not affected.' },
};

function perform(step: PlanStep, parts: CarryOutParts): Promise<void> {
  const { runtime, content, spec, isPaused } = parts;
  switch (step.kind) {
    case 'prepare-folders':
      return runtime.makeFolders();
    case 'start-engine':
      return runtime.startEngine(spec, content, isPaused || !spec.processing.enabled);
    case 'restart-engine':
      return runtime.restartEngine(spec);
    case 'start-collector':
    case 'move-collector':
    case 'update-collector':
      return runtime.serve(spec, content);
    case 'start-processing':
      runtime.setPaused(isPaused);
      break;
    case 'stop-processing':
      runtime.setPaused(true);
      break;
    case 'stop-collector':
      return runtime.stopCollector();
    case 'stop-engine':
      return runtime.stopEngine();
    case 'remove-data':
      return runtime.removeData();
    case 'keep-data':
      // What a batch left aside is no data of anybody.
      return rm(runtime.layout.scratch, { recursive: true, force: true });
    case 'switch-studio':
    case 'record':
      runtime.note(spec);
      break;
  }
  return Promise.resolve();
}

/** Why a step failed: for the store, and as it was thrown. */
export interface StepFailure {
  readonly failure: PipelineFailure;
  readonly error: CodedError;
}

/** Does the steps in their order; ends at the first that fails and answers with why. Null when all are done. */
export async function carryOut(
  steps: readonly PlanStep[],
  parts: CarryOutParts,
): Promise<StepFailure | null> {
  const { action, clock, logger } = parts;
  const records: StepRecord[] = steps.map((step) => ({
    ...step,
    state: 'waiting',
    startedAtMs: null,
    tookMs: null,
  }));
  for (const [index, step] of steps.entries()) {
    const startedAt = clock.monotonic();
    const set = async (state: StepRecord['state']) => {
      const tookMs = state === 'running' ? null : Math.round(clock.monotonic() - startedAt);
      records[index] = { ...step, state, startedAtMs: clock.now(), tookMs };
      await parts.note(records);
    };
    await set('running');
    try {
      await perform(step, parts);
      await set('done');
    } catch (error) {
      await set('failed');
      const coded = asCodedError(error);
      const { code, message } = coded;
      logger.error({ step: step.kind, code, cause: String(coded.cause ?? '') }, message);
      const effect = effects[step.module][action === 'Create' ? 'Create' : 'Update'];
      return { failure: { code, message, action: coded.action, effect }, error: coded };
    }
  }
  return null;
}
