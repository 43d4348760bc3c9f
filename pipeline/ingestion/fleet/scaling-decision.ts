/** Limits that scaling keeps to. */
export interface ScalingBounds {
  readonly minimum: number;
  readonly maximum: number;
  /** Mean processor time of the serving workers, in percent of one core each, that scaling aims at. */
  readonly targetCpuPercent: number;
  readonly scaleOutCooldownMs: number;
  readonly scaleInCooldownMs: number;
}

/** What is known about the fleet at one moment. */
export interface FleetFigures {
  /** Monotonic time, ms. */
  readonly nowMs: number;
  /** Workers that serve, or will in a moment. */
  readonly servingCount: number;
  /** A worker is on its way in or out; the next step waits for it. */
  readonly isChanging: boolean;
  /** Mean over the serving workers and the averaging period; null until a whole period was measured. */
  readonly meanCpuPercent: number | null;
  /** The worst 99th percentile of event-loop delay among the serving workers' last whole samples; null before one. */
  readonly worstDelayP99Ms: number | null;
  /** Monotonic time of the last step; null when there was none. */
  readonly lastOutMs: number | null;
  readonly lastInMs: number | null;
}

/** The next step of scaling, always by one worker, and why. */
export type ScalingDecision = {
  readonly step: 'out' | 'in' | 'stay';
  readonly because:
    | 'below-minimum'
    | 'above-maximum'
    | 'still-changing'
    | 'event-loop-late'
    | 'cpu-above-target'
    | 'cpu-far-below-target'
    | 'cooling-down'
    | 'within-bounds';
};

/** Event-loop delay from which a worker counts as late. */
const lateMs = 50;
/** After a step in, the others must stay this far below the target, or the next step would be out again. */
const scaleInMargin = 0.9;

/** Decides the next step from figures alone. A late event loop needs no cool-down; the processor's load does. */
export function decideScaling(figures: FleetFigures, bounds: ScalingBounds): ScalingDecision {
  const { servingCount, meanCpuPercent, worstDelayP99Ms } = figures;
  if (servingCount < bounds.minimum) return { step: 'out', because: 'below-minimum' };
  if (servingCount > bounds.maximum) return { step: 'in', because: 'above-maximum' };
  if (figures.isChanging) return { step: 'stay', because: 'still-changing' };
  if (servingCount < bounds.maximum) {
    if (worstDelayP99Ms !== null && worstDelayP99Ms > lateMs)
      return { step: 'out', because: 'event-loop-late' };
    if (meanCpuPercent !== null && meanCpuPercent > bounds.targetCpuPercent) {
      return isCool(figures, bounds.scaleOutCooldownMs)
        ? { step: 'out', because: 'cpu-above-target' }
        : { step: 'stay', because: 'cooling-down' };
    }
  }
  if (servingCount > bounds.minimum && meanCpuPercent !== null) {
    const cpuWithOneLess = (meanCpuPercent * servingCount) / (servingCount - 1);
    if (cpuWithOneLess <= bounds.targetCpuPercent * scaleInMargin) {
      return isCool(figures, bounds.scaleInCooldownMs)
        ? { step: 'in', because: 'cpu-far-below-target' }
        : { step: 'stay', because: 'cooling-down' };
    }
  }
  return { step: 'stay', because: 'within-bounds' };
}

function isCool({ nowMs, lastOutMs, lastInMs }: FleetFigures, cooldownMs: number): boolean {
  const lastMs = Math.max(lastOutMs ?? Number.NEGATIVE_INFINITY, lastInMs ?? Number.NEGATIVE_INFINITY);
  return nowMs - lastMs >= cooldownMs;
}
