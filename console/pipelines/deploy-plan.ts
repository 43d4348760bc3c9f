import type { PipelineSpec } from './pipeline-spec.ts';
import { type SpecChange, specChanges } from './spec-changes.ts';

/** Parts of a pipeline that are deployed one after another. */
export const pipelineModules = ['ingestion', 'modeling', 'processing', 'reporting'] as const;

/** One part. */
export type PipelineModule = (typeof pipelineModules)[number];

/** What happens to a part. */
export type StepKind =
  | 'prepare-folders'
  | 'start-collector'
  | 'move-collector'
  | 'update-collector'
  | 'stop-collector'
  | 'start-engine'
  | 'restart-engine'
  | 'stop-engine'
  | 'start-processing'
  | 'stop-processing'
  | 'switch-studio'
  | 'record'
  | 'keep-data'
  | 'remove-data';

/** One step of a plan, in the order in which it is carried out. */
export interface PlanStep {
  readonly module: PipelineModule;
  readonly kind: StepKind;
  /** What happens, in English. */
  readonly text: string;
  /** Places of the text, so that a page can say it in another language. */
  readonly values: Readonly<Record<string, string | number>>;
  readonly expectedMs: number;
}

/** What would be done, and why. */
export interface DeployPlan {
  readonly steps: readonly PlanStep[];
  readonly changes: readonly SpecChange[];
}

const expectedMs: Readonly<Record<StepKind, number>> = {
  'prepare-folders': 20,
  'start-collector': 900,
  'move-collector': 1000,
  'update-collector': 100,
  'stop-collector': 600,
  'start-engine': 1500,
  'restart-engine': 1800,
  'stop-engine': 1000,
  'start-processing': 20,
  'stop-processing': 20,
  'switch-studio': 10,
  record: 5,
  'keep-data': 5,
  'remove-data': 500,
};

function step(
  module: PipelineModule,
  kind: StepKind,
  text: string,
  values: PlanStep['values'] = {},
): PlanStep {
  return { module, kind, text, values, expectedMs: expectedMs[kind] };
}

function addressOf({ ingestion }: PipelineSpec): string {
  const { host, port, https } = ingestion;
  const plain = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return https.enabled ? `${plain} and https://${https.domain}:${https.port}` : plain;
}

const movesListener = /^ingestion\.(host|port|https\.(enabled|port))$/;
const restartsEngine = /^(modeling\.|processing\.(?!enabled$))/;

/** What of a pipeline runs now. */
export interface RunningParts {
  /** What the parts work by; null when nothing ever started. */
  readonly spec: PipelineSpec | null;
  readonly hasEngine: boolean;
  readonly hasCollector: boolean;
}

/** Nothing of a pipeline runs. */
export const nothingRuns: RunningParts = { spec: null, hasEngine: false, hasCollector: false };

/**
 * Steps from what runs to what is wanted: all of them from nothing, only those concerned from a former version, the rest of
 * them after a failure. No steps when nothing changed.
 */
export function deployPlan(running: RunningParts, wanted: PipelineSpec): DeployPlan {
  const before = running.spec ?? wanted;
  const changes = specChanges(before, wanted);
  const parts = [...engineSteps(running, changes, wanted), ...collectorSteps(running, changes, wanted)];
  const has = (pattern: RegExp) => changes.some(({ field }) => pattern.test(field));
  if (running.spec === null || has(/^reporting\./)) {
    const studio = wanted.reporting.studio ? 'on' : 'off';
    parts.push(step('reporting', 'switch-studio', `Switch Analytics Studio ${studio}.`, { studio }));
  }
  if (has(/^(labels|profile)/)) parts.push(step('reporting', 'record', 'Keep the new labels.'));
  return { steps: parts, changes };
}

function collectorSteps(
  { hasCollector }: RunningParts,
  changes: readonly SpecChange[],
  wanted: PipelineSpec,
): PlanStep[] {
  const address = addressOf(wanted);
  if (!hasCollector)
    return [step('ingestion', 'start-collector', `Start the collector on ${address}.`, { address })];
  const has = (pattern: RegExp) => changes.some(({ field }) => pattern.test(field));
  if (has(movesListener)) {
    return [
      step(
        'ingestion',
        'move-collector',
        `Serve ${address} with new collectors, then end the old ones; no request is lost.`,
        { address },
      ),
    ];
  }
  if (!has(/^ingestion\./)) return [];
  return [
    step('ingestion', 'update-collector', 'Hand the collectors their new settings; no request is lost.'),
  ];
}

function engineSteps(
  { hasEngine }: RunningParts,
  changes: readonly SpecChange[],
  wanted: PipelineSpec,
): PlanStep[] {
  const isOn = wanted.processing.enabled;
  if (!hasEngine) {
    return [
      step('modeling', 'prepare-folders', 'Make the folders of the project.'),
      step('modeling', 'start-engine', 'Open the warehouse and start its engine.'),
      ...(isOn
        ? []
        : [step('processing', 'stop-processing', 'Leave processing off; requests wait on disk.')]),
    ];
  }
  const has = (pattern: RegExp) => changes.some(({ field }) => pattern.test(field));
  const steps: PlanStep[] = [];
  if (has(restartsEngine)) {
    steps.push(
      step(
        has(/^modeling\./) ? 'modeling' : 'processing',
        'restart-engine',
        'Start the engine anew after its batch; the collector goes on and requests wait on disk.',
      ),
    );
  }
  if (has(/^processing\.enabled$/)) {
    steps.push(
      step(
        'processing',
        isOn ? 'start-processing' : 'stop-processing',
        isOn ? 'Start processing with what waits.' : 'Stop processing; requests wait on disk.',
      ),
    );
  }
  return steps;
}

/** Steps that end a pipeline, in reverse order. */
export function deletePlan(keepData: boolean): DeployPlan {
  const steps = [
    step('ingestion', 'stop-collector', 'Stop the collector after the requests in flight.'),
    step('processing', 'stop-engine', 'Let the engine finish its batch and close the warehouse.'),
    keepData
      ? step('modeling', 'keep-data', 'Keep raw records, warehouse and lake on disk.')
      : step('modeling', 'remove-data', 'Remove raw records, warehouse, lake and rules from disk.'),
  ];
  return { steps, changes: [] };
}
