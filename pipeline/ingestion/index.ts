export { type Collector, type CollectorOptions, createCollector } from './http/collector.ts';
export type { CollectorApp, CollectorProject, CollectorRules } from './http/collector-rules.ts';
export type { GateRequest, GateVerdict, SenderGate } from './http/sender-gate.ts';
export {
  defaultTrustedProxies,
  effectiveOrigins,
  type IngestionSettings,
  ingestionSettingsSchema,
} from './settings/ingestion-settings.ts';
export { type RecoveredSegment, recoverSegments } from './sinks/recover-segments.ts';
