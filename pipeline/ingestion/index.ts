export type { CollectorApp, CollectorProject, CollectorRules } from './http/collector-rules.ts';
export type { GateRequest, GateVerdict, SenderGate } from './http/sender-gate.ts';
export {
  defaultTrustedProxies,
  effectiveOrigins,
  type IngestionSettings,
  ingestionSettingsSchema,
} from './settings/ingestion-settings.ts';
