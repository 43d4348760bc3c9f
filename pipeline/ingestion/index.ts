export { compileOriginMatcher, type OriginMatcher } from './cors/origin-matcher.ts';
export { type Fleet, startFleet } from './fleet/fleet.ts';
export type { FleetOptions, FleetTiming } from './fleet/fleet-options.ts';
export type { FleetStats, WorkerState, WorkerStats } from './fleet/fleet-stats.ts';
export { loadWorkerModules } from './fleet/load-worker-modules.ts';
export type { ScalingDecision } from './fleet/scaling-decision.ts';
export type { WorkerLoad } from './fleet/worker-messages.ts';
export { type Collector, type CollectorOptions, createCollector } from './http/collector.ts';
export type { CollectorApp, CollectorProject, CollectorRules, ServedFile } from './http/collector-rules.ts';
export type { Refusal, RefusalReport } from './http/refusal-sample.ts';
export type { GateRequest, GateVerdict, SenderGate } from './http/sender-gate.ts';
export {
  defaultTrustedProxies,
  effectiveOrigins,
  type IngestionSettings,
  ingestionSettingsSchema,
} from './settings/ingestion-settings.ts';
export { type RecoveredSegment, recoverSegments } from './sinks/recover-segments.ts';
