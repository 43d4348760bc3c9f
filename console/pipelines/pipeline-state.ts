/** What a person may ask of a pipeline. */
export const pipelineActions = ['create', 'update', 'retry', 'pause', 'resume', 'delete'] as const;

/** One action. */
export type PipelineAction = (typeof pipelineActions)[number];

/** What a project's page shows of its pipeline; `Pending` = the project has none. */
export const pipelineStates = [
  'Pending',
  'Creating',
  'Updating',
  'Deleting',
  'Active',
  'Paused',
  'Warning',
  'Failed',
  'Deleted',
] as const;

/** One state. */
export type PipelineState = (typeof pipelineStates)[number];

/** The last thing that was carried out, or is. */
export type LastAction = 'Create' | 'Update' | 'Delete';

/** Facts that the state follows from. */
export interface PipelineFacts {
  readonly lastAction: LastAction;
  readonly execution: 'running' | 'succeeded' | 'failed';
  readonly isPaused: boolean;
  /** Parts that were working when they were last looked at; null while nobody looked. */
  readonly isWorking: boolean | null;
}

const running = { Create: 'Creating', Update: 'Updating', Delete: 'Deleting' } as const;

/** The state of a pipeline. A failed update is a warning: the pipeline works as before. */
export function pipelineState(facts: PipelineFacts | null): PipelineState {
  if (facts === null) return 'Pending';
  const { lastAction, execution, isPaused, isWorking } = facts;
  if (execution === 'running') return running[lastAction];
  if (execution === 'failed') return lastAction === 'Update' && isWorking !== false ? 'Warning' : 'Failed';
  if (lastAction === 'Delete') return 'Deleted';
  if (isWorking === false) return 'Warning';
  return isPaused ? 'Paused' : 'Active';
}

const allowed: Readonly<Record<PipelineAction, readonly PipelineState[]>> = {
  create: ['Pending', 'Deleted'],
  update: ['Active', 'Paused', 'Warning', 'Failed'],
  retry: ['Warning', 'Failed'],
  pause: ['Active', 'Warning'],
  resume: ['Paused'],
  delete: ['Active', 'Paused', 'Warning', 'Failed'],
};

/** What may be asked in a state. */
export function actionsIn(state: PipelineState): PipelineAction[] {
  return pipelineActions.filter((action) => allowed[action].includes(state));
}
