import type { Clock, Logger } from '@millstream/core';
import type { MetricObject } from 'prom-client';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { RefusalReport } from '../http/refusal-sample.ts';
import type { BoundListener } from './bound-listeners.ts';
import type { FleetTiming } from './fleet-options.ts';
import type { WorkerLoad } from './worker-messages.ts';

/** What a crew needs. */
export interface CrewOptions {
  readonly rules: CollectorRules;
  readonly listeners: readonly BoundListener[];
  readonly timing: FleetTiming;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends the names of this start's writers, and of no other's. */
  readonly startMark: string;
  readonly runDirectory: string;
  readonly keyDirectory: string;
  readonly execArgv: readonly string[];
  readonly judgeLoad: (measured: WorkerLoad, writer: string) => WorkerLoad;
  readonly onSealed: (projectId: string, fileName: string) => void;
  readonly onRefused: (report: RefusalReport) => void;
  /** Told the counts of a worker that leaves in order. */
  readonly onLeaving: (metrics: readonly MetricObject[]) => void;
  /** Told when a worker is gone, in order or not; awaited before the crew calls itself closed. */
  readonly onGone: (writer: string) => Promise<void>;
}
