/** What a pipeline is made of, as the API tells it (`docs/pipelines.md`). */
export interface PipelineSpec {
  readonly profile: string;
  readonly labels: readonly Label[];
  readonly ingestion: {
    readonly host: string;
    readonly port: number;
    readonly https: { readonly enabled: boolean; readonly domain: string; readonly port: number };
    readonly collectPath: string;
    readonly [field: string]: unknown;
  };
  readonly processing: {
    readonly enabled: boolean;
    readonly schedule: string;
    readonly transformer: string;
    readonly enrichments: readonly string[];
    readonly plugins: readonly PluginUse[];
    readonly [field: string]: unknown;
  };
  readonly modeling: { readonly hotDays: number; readonly [field: string]: unknown };
  readonly reporting: { readonly studio: boolean };
}

/** A key and a value of a person's own. */
export interface Label {
  readonly key: string;
  readonly value: string;
}

/** A plug-in in one version. */
export interface PluginUse {
  readonly name: string;
  readonly version: string;
  readonly config: Readonly<Record<string, unknown>>;
}

/** States that a page shows. */
export type PipelineState =
  | 'Pending'
  | 'Creating'
  | 'Updating'
  | 'Deleting'
  | 'Active'
  | 'Paused'
  | 'Warning'
  | 'Failed'
  | 'Deleted';

/** One step of a plan. */
export interface PlanStep {
  readonly module: string;
  readonly kind: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly expectedMs: number;
}

/** One step of the last action. */
export interface StepRecord extends PlanStep {
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly tookMs: number | null;
}

/** A field that something outside the console fixes. */
export interface FixedField {
  readonly field: string;
  readonly value: unknown;
  readonly source: 'file' | 'environment' | 'option';
}

/** A pipeline with its state (`GET /api/projects/:projectId/pipeline`). */
export interface PipelineView {
  readonly projectId: string;
  readonly pipelineId: string | null;
  readonly version: number;
  readonly state: PipelineState;
  readonly actions: readonly string[];
  readonly spec: PipelineSpec | null;
  readonly fixed: readonly FixedField[];
  readonly lastAction: string | null;
  readonly steps: readonly StepRecord[];
  readonly failure: {
    readonly code: string;
    readonly message: string;
    readonly action: string;
    readonly effect: string;
  } | null;
  readonly collectUrl: string | null;
  readonly secureUrl: string | null;
  readonly endpoint: string | null;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly createdAtMs: number | null;
  readonly updatedAtMs: number | null;
  readonly updatedBy: string | null;
}

/** One field that differs. */
export interface SpecChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** One thing that is wrong. */
export interface SpecProblem {
  readonly step: 1 | 2 | 3 | 4;
  readonly field: string;
  readonly code: string;
  readonly message: string;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly offer?: string | number;
}

/** What a pipeline would need. */
export interface PipelineEstimate {
  readonly requestsPerSecond: number;
  readonly memoryBytes: number;
  readonly diskBytesPerMonth: number;
  readonly diskBytesAtRest: number;
}

/** What a change would do (`POST …/pipeline/plan`). */
export interface PipelinePlan {
  readonly spec: PipelineSpec | null;
  readonly problems: readonly SpecProblem[];
  readonly steps: readonly PlanStep[];
  readonly changes: readonly SpecChange[];
  readonly estimate: PipelineEstimate | null;
}

/** One line of the check list (`POST /api/environment/check`). */
export interface EnvironmentCheck {
  readonly check: string;
  readonly field: string | null;
  readonly state: 'ok' | 'warning' | 'error';
  readonly message: string;
  readonly fix: string | null;
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly offer?: string | number;
}

/** The machine and its checks. */
export interface EnvironmentReport {
  readonly machine: {
    readonly host: string;
    readonly cores: number;
    readonly memoryBytes: number;
    readonly dataDir: string;
    readonly freeDiskBytes: number;
    readonly fsyncMs: number | null;
  };
  readonly checks: readonly EnvironmentCheck[];
}
