import type { Clock, Logger } from '@millstream/core';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { RefusalReport } from '../http/refusal-sample.ts';
import type { WorkerLoad } from './worker-messages.ts';

/** Periods of a fleet; tests shorten them. */
export interface FleetTiming {
  /** How often a worker tells its load. @default 5000 */
  readonly sampleMs: number;
  /** Period of the mean that scaling looks at. @default 60_000 */
  readonly averageMs: number;
  /** How long a worker that leaves waits for the next request of an idle connection. @default 10_000 */
  readonly idleGraceMs: number;
  /** The same when the whole fleet stops. @default 250 */
  readonly stopGraceMs: number;
  /** Longest time for a worker to leave; then it is killed and its segment recovered. @default 30_000 */
  readonly drainMs: number;
  /** How long addresses that the settings name no more are served beside the new ones. @default 10_000 */
  readonly overlapMs: number;
  /** Pause before a segment of a dead worker that could not be recovered is tried once more. @default 5000 */
  readonly recoveryRetryMs: number;
  /** How often certificate files are looked at. @default 2000 */
  readonly certificateCheckMs: number;
}

/** What a fleet is started with. */
export interface FleetOptions {
  readonly rules: CollectorRules;
  /** Session keys (`keys/`) and notes about running workers (`run/`) are kept here. */
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Told whenever a segment was sealed or recovered, so that the job starts at once. */
  readonly onSealed: (projectId: string, fileName: string) => void;
  /** Told a bounded sample of the refused requests. @default nobody */
  readonly onRefused?: (report: RefusalReport) => void;
  readonly timing?: Partial<FleetTiming>;
  /** Options of Node for the workers. @default {@link workerExecArgv} */
  readonly execArgv?: readonly string[];
  /** Replaces what a worker measured, before scaling looks at it. @default as measured */
  readonly judgeLoad?: (measured: WorkerLoad, writer: string) => WorkerLoad;
}

/** Periods when the options name none. */
export const defaultTiming: FleetTiming = {
  sampleMs: 5000,
  averageMs: 60_000,
  idleGraceMs: 10_000,
  stopGraceMs: 250,
  drainMs: 30_000,
  overlapMs: 10_000,
  recoveryRetryMs: 5000,
  certificateCheckMs: 2000,
};

/** Options of Node that workers run with. */
export const workerExecArgv: readonly string[] = [];
