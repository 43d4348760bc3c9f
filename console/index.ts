export {
  type AlarmRule,
  type AlarmState,
  alarmRules,
  type WindowValue,
} from './alarms/alarm-rules.ts';
export type { AlarmChange, AlarmSetting, AlarmStore, AlarmTarget } from './alarms/alarm-store.ts';
export {
  type AlarmVerdict,
  countFirings,
  evaluateAlarm,
  type MetricPoint,
} from './alarms/evaluate-alarm.ts';
export {
  type MetricHistory,
  type MetricSeries,
  type MetricValues,
  openMetricHistory,
} from './alarms/metric-history.ts';
export type { App, AppRegistry, AppSettings } from './apps/app-registry.ts';
export { appSettingsSchema } from './apps/app-settings.ts';
export { type AuditEntry, type AuditFilter, type AuditLog, maskedValue } from './audit/audit-log.ts';
export { isSecretName } from './audit/secret-name.ts';
export type { Backup, BackupStore } from './backup/backup-store.ts';
export type { OperationSettings } from './backup/operation-settings.ts';
export { type ConsoleStore, openConsoleStore, type SavedByKind } from './console-store.ts';
export { type Accounts, openAccounts } from './people/accounts.ts';
export { type ApiKey, type ApiKeys, apiKeyPrefix } from './people/api-keys.ts';
export type { LinkKind, OneTimeLinks, OpenLink } from './people/one-time-links.ts';
export type { Passkey } from './people/passkeys.ts';
export type { People, Person, PersonSession, SignInKind } from './people/people.ts';
export { newSecret } from './people/secret-hash.ts';
export { byteSize, parseByteSize } from './pipelines/byte-size.ts';
export {
  type DeployPlan,
  deletePlan,
  deployPlan,
  nothingRuns,
  type PipelineModule,
  type PlanStep,
  pipelineModules,
  type RunningParts,
  type StepKind,
} from './pipelines/deploy-plan.ts';
export { jobSettingsSchema } from './pipelines/job-settings.ts';
export type {
  PipelineFailure,
  PipelineRecord,
  PipelineVersion,
  StepRecord,
} from './pipelines/pipeline-record.ts';
export { type PipelineSpec, pipelineSpecSchema } from './pipelines/pipeline-spec.ts';
export {
  actionsIn,
  type LastAction,
  type PipelineAction,
  type PipelineFacts,
  type PipelineState,
  pipelineState,
  pipelineStates,
} from './pipelines/pipeline-state.ts';
export type { PipelineStore } from './pipelines/pipeline-store.ts';
export { type SpecChange, specChanges } from './pipelines/spec-changes.ts';
export {
  PipelineInvalidError,
  readPipelineSpec,
  type SpecProblem,
  specProblem,
  stepOf,
  type WizardStep,
} from './pipelines/spec-problems.ts';
export { specRanges } from './pipelines/spec-ranges.ts';
export { warehouseSettingsSchema } from './pipelines/warehouse-settings.ts';
export type { PluginStore, PluginTrialRun, PluginVersion } from './plugins/plugin-store.ts';
export {
  type Project,
  type ProjectSettings,
  projectChangeSchema,
  projectSettingsSchema,
  proposeProjectId,
} from './projects/project.ts';
export type { ProjectOfApp } from './projects/project-of-app.ts';
export type { ProjectRegistry } from './projects/project-registry.ts';
export type {
  Discard,
  DiscardedAbout,
  DiscardRequest,
  QuarantineStore,
} from './quarantine/quarantine-store.ts';
export type { Replay, ReplayMode, ReplayState, ReplayStore } from './quarantine/replay-store.ts';
export type { RealtimeState, RealtimeSwitch } from './realtime/realtime-switch.ts';
export {
  type Permission,
  permissions,
  type Role,
  type RouteAccess,
  roles,
} from './rights/permissions.ts';
export {
  type Grant,
  type KeyScope,
  type Rights,
  rightsOf,
  roleHas,
  rolesWith,
} from './rights/rights.ts';
export {
  keptFileNames,
  type Run,
  type RunCounters,
  type RunKind,
  type RunStageName,
  type RunState,
  runKinds,
  runStates,
  stageDetailName,
} from './runs/run.ts';
export { keptRuns, type RunFilter, type RunStore } from './runs/run-store.ts';
export { addTile, type TileAddition } from './saved/add-tile.ts';
export { type ConflictSide, type SaveConflict, SaveConflictError } from './saved/save-conflict-error.ts';
export type { DraftWrite, SavedDrafts } from './saved/saved-drafts.ts';
export { type SavedKey, type SavedKindName, savedKindNames } from './saved/saved-kind.ts';
export type {
  SavedChange,
  SavedCreation,
  SavedDraft,
  SavedObject,
  SavedRemoval,
  SavedRestoration,
  SavedSummary,
  SavedVersion,
} from './saved/saved-object.ts';
export type { SavedObjects } from './saved/saved-objects.ts';
export { parseJsonPath, textsAtPath } from './sign-in/json-path.ts';
export type { LockKey } from './sign-in/sign-in-locks.ts';
export { mappedRoles, type OidcSettings, oidcSettingsSchema } from './sign-in/sign-in-settings.ts';
export type { PreviewCount, PreviewMove, RulesPreview } from './traffic/preview-rules.ts';
export type { CurrentRules, Publication, Published, RuleBook } from './traffic/rule-book.ts';
export { editRules, type RuleDraft, type RuleEdit, ruleEditSchema } from './traffic/rule-edit.ts';
export type { CaseOutcome } from './traffic/run-cases.ts';
export {
  createTrafficDesk,
  type PreviewDays,
  type PreviewOfDays,
  rulesDraftId,
  type TrafficDesk,
  type TrafficDeskParts,
} from './traffic/traffic-desk.ts';
export { type TrafficCases, trafficCaseSchema } from './traffic/traffic-kinds.ts';
export { settleRuleFiles } from './traffic/write-rule-files.ts';
