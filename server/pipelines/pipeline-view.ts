import {
  actionsIn,
  type PipelineAction,
  type PipelineFailure,
  type PipelineRecord,
  type PipelineSpec,
  type PipelineState,
  pipelineState,
  type StepRecord,
} from '@millstream/console';
import type { ProjectRuntime } from './project-runtime.ts';
import { type FixedField, withFixed } from './spec-places.ts';
import { maskedSpec } from './spec-secrets.ts';

/** A pipeline as pages and programs see it. Secrets read `***`. */
export interface PipelineView {
  readonly projectId: string;
  /** Null while the project has no pipeline. */
  readonly pipelineId: string | null;
  readonly version: number;
  readonly appliedVersion: number | null;
  readonly state: PipelineState;
  /** What may be asked now. */
  readonly actions: readonly PipelineAction[];
  /** As it runs, fixed fields included. */
  readonly spec: PipelineSpec | null;
  /** Fields that the console cannot change, each with what fixes it. */
  readonly fixed: readonly FixedField[];
  readonly lastAction: PipelineRecord['lastAction'] | null;
  readonly steps: readonly StepRecord[];
  readonly failure: PipelineFailure | null;
  /** Where events are sent; null while no collector runs. */
  readonly collectUrl: string | null;
  readonly secureUrl: string | null;
  /** What a client is given as its endpoint. */
  readonly endpoint: string | null;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly createdAtMs: number | null;
  readonly updatedAtMs: number | null;
  readonly updatedBy: string | null;
}

/** A project without a pipeline. */
export function pendingView(projectId: string, fixed: readonly FixedField[]): PipelineView {
  return {
    projectId,
    pipelineId: null,
    version: 0,
    appliedVersion: null,
    state: 'Pending',
    actions: actionsIn('Pending'),
    spec: null,
    fixed,
    lastAction: null,
    steps: [],
    failure: null,
    collectUrl: null,
    secureUrl: null,
    endpoint: null,
    startedAtMs: null,
    endedAtMs: null,
    createdAtMs: null,
    updatedAtMs: null,
    updatedBy: null,
  };
}

/** The state of a pipeline with its processes looked at. */
export function stateOf(record: PipelineRecord, runtime: ProjectRuntime | null): PipelineState {
  return pipelineState({ ...record, isWorking: isWorking(runtime) });
}

function isWorking(runtime: ProjectRuntime | null): boolean {
  if (runtime === null || runtime.fleet === null) return false;
  return runtime.fleet.stats().serving > 0 && (runtime.engine === null || runtime.engine.ready);
}

/** A pipeline with its state and addresses. */
export function viewOf(
  record: PipelineRecord,
  runtime: ProjectRuntime | null,
  fixed: readonly FixedField[],
): PipelineView {
  const state = stateOf(record, runtime);
  const spec = maskedSpec(withFixed(record.spec, fixed));
  const { https, collectPath } = spec.ingestion;
  const collectUrl = runtime?.fleet?.url ?? null;
  const secureUrl = runtime?.fleet?.secureUrl ?? null;
  const secure = secureUrl === null ? null : `https://${https.domain}:${https.port}`;
  const base = secure ?? collectUrl;
  return {
    projectId: record.projectId,
    pipelineId: record.pipelineId,
    version: record.version,
    appliedVersion: record.appliedVersion,
    state,
    actions: actionsIn(state),
    spec,
    fixed,
    lastAction: record.lastAction,
    steps: record.steps,
    failure: record.failure,
    collectUrl,
    secureUrl,
    endpoint: base === null ? null : `${base}${collectPath}`,
    startedAtMs: record.startedAtMs,
    endedAtMs: record.endedAtMs,
    createdAtMs: record.createdAtMs,
    updatedAtMs: record.updatedAtMs,
    updatedBy: record.updatedBy,
  };
}
