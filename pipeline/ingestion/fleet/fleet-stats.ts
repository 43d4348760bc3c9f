import type { ScalingDecision } from './scaling-decision.ts';
import type { WorkerLoad } from './worker-messages.ts';

/** Where a worker is in its life. */
export type WorkerState = 'starting' | 'warm' | 'promoting' | 'serving' | 'draining';

/** One worker as the fleet sees it. */
export interface WorkerStats {
  readonly pid: number;
  /** Names the segments that it writes. */
  readonly writer: string;
  readonly state: WorkerState;
  /** Its last sample; null before the first. */
  readonly load: WorkerLoad | null;
}

/** The fleet at one moment. */
export interface FleetStats {
  readonly serving: number;
  /** Started and idle, ready to serve. */
  readonly warm: number;
  readonly starting: number;
  readonly draining: number;
  readonly workers: readonly WorkerStats[];
  /** What scaling decided last. */
  readonly scaling: ScalingDecision;
}

/** Counts the workers by what they do; one that is being promoted is still starting. */
export function fleetStats(workers: readonly WorkerStats[], scaling: ScalingDecision): FleetStats {
  const count = (...states: WorkerState[]) => workers.filter(({ state }) => states.includes(state)).length;
  return {
    serving: count('serving'),
    warm: count('warm'),
    starting: count('starting', 'promoting'),
    draining: count('draining'),
    workers,
    scaling,
  };
}
