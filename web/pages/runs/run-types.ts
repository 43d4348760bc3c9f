/** One run of a pipeline, as the API tells it. */
export interface Run {
  readonly runId: string;
  readonly projectId: string;
  readonly kind: string;
  readonly state: 'Running' | 'Succeeded' | 'Failed' | 'Retrying' | 'Cancelled';
  readonly startedBy: string | null;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  readonly files: readonly string[];
  readonly fileCount: number;
  readonly fileBytes: number;
  readonly retries: number;
  readonly counters: {
    readonly requests: Readonly<Record<'accepted' | 'decoded' | 'undecodable' | 'empty', number>>;
    readonly events: Readonly<Record<'decoded' | 'human' | 'bot' | 'duplicate' | 'rejected', number>>;
    readonly rows: Readonly<Record<string, number>>;
    readonly rejectedByReason: Readonly<Record<string, number>>;
  } | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** A run with what may be done with it. */
export interface RunDetail extends Run {
  readonly mayRerun: boolean;
  readonly mayCancel: boolean;
  readonly balances: { readonly requests: boolean; readonly events: boolean } | null;
}

/** What a rerun would replace. */
export interface RerunPreview {
  readonly keptFiles: number;
  readonly goneFiles: number;
  readonly days: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
}

/** What runs do, for filters. */
export const runKinds = ['load', 'rebuild', 'replay', 'import', 'lake flush'] as const;

/** Where runs stand, for filters. */
export const runStates = ['Running', 'Succeeded', 'Failed', 'Retrying', 'Cancelled'] as const;
