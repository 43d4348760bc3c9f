import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  actionsIn,
  type PipelineAction,
  type PipelineFacts,
  type PipelineState,
  pipelineActions,
  pipelineState,
  pipelineStates,
} from './pipeline-state.ts';

const facts = (more: Partial<PipelineFacts>): PipelineFacts => ({
  lastAction: 'Create',
  execution: 'succeeded',
  isPaused: false,
  isWorking: true,
  ...more,
});

describe('state of a pipeline', () => {
  const cases: readonly (readonly [string, PipelineFacts | null, PipelineState])[] = [
    ['without a pipeline', null, 'Pending'],
    ['while it is created', facts({ execution: 'running' }), 'Creating'],
    ['while it is changed', facts({ lastAction: 'Update', execution: 'running' }), 'Updating'],
    ['while it is deleted', facts({ lastAction: 'Delete', execution: 'running' }), 'Deleting'],
    ['once it is created', facts({}), 'Active'],
    ['once it is changed', facts({ lastAction: 'Update' }), 'Active'],
    ['once it is deleted', facts({ lastAction: 'Delete', isWorking: false }), 'Deleted'],
    ['while processing is paused', facts({ isPaused: true }), 'Paused'],
    ['when its creation failed', facts({ execution: 'failed', isWorking: false }), 'Failed'],
    [
      'when its change failed and it works as before',
      facts({ lastAction: 'Update', execution: 'failed' }),
      'Warning',
    ],
    [
      'when its change failed and it works no more',
      facts({ lastAction: 'Update', execution: 'failed', isWorking: false }),
      'Failed',
    ],
    ['when its deletion failed', facts({ lastAction: 'Delete', execution: 'failed' }), 'Failed'],
    ['when a part stopped working', facts({ isWorking: false }), 'Warning'],
  ];
  for (const [what, given, state] of cases) {
    it(`is ${state} ${what}`, () => assert.equal(pipelineState(given), state));
  }
});

describe('actions of a pipeline', () => {
  const allowed: Readonly<Record<PipelineState, readonly PipelineAction[]>> = {
    Pending: ['create'],
    Creating: [],
    Updating: [],
    Deleting: [],
    Active: ['update', 'pause', 'delete'],
    Paused: ['update', 'resume', 'delete'],
    Warning: ['update', 'retry', 'pause', 'delete'],
    Failed: ['update', 'retry', 'delete'],
    Deleted: ['create'],
  };
  for (const state of pipelineStates) {
    for (const action of pipelineActions) {
      const isAllowed = allowed[state].includes(action);
      it(`${isAllowed ? 'may' : 'may not'} ${action} while ${state}`, () => {
        assert.equal(actionsIn(state).includes(action), isAllowed);
      });
    }
  }
});
