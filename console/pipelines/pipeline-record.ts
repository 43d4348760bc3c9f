import type { ErrorCode, ProjectId } from '@millstream/core';
import type { PlanStep } from './deploy-plan.ts';
import type { PipelineSpec } from './pipeline-spec.ts';
import type { LastAction } from './pipeline-state.ts';

/** A step of the last action, as far as it went. */
export interface StepRecord extends PlanStep {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly startedAtMs: number | null;
  readonly tookMs: number | null;
}

/** Why an action did not come to its end. */
export interface PipelineFailure {
  readonly code: ErrorCode;
  readonly message: string;
  /** What a person can do. */
  readonly action: string;
  /** What it means for the data. */
  readonly effect: string;
}

/** A pipeline and the last thing that was done with it. */
export interface PipelineRecord {
  readonly projectId: ProjectId;
  /** 32 hex digits. */
  readonly pipelineId: string;
  /** Raised by every change; a write names the one it saw. */
  readonly version: number;
  readonly spec: PipelineSpec;
  /** Version that was carried out to its end last; null before the first time. */
  readonly appliedVersion: number | null;
  readonly lastAction: LastAction;
  readonly execution: 'running' | 'succeeded' | 'failed';
  readonly steps: readonly StepRecord[];
  readonly failure: PipelineFailure | null;
  readonly isPaused: boolean;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly updatedBy: string;
}

/** One version in a pipeline's history. */
export interface PipelineVersion {
  readonly version: number;
  readonly spec: PipelineSpec;
  readonly author: string;
  readonly savedAtMs: number;
}
