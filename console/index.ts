export type { App, AppRegistry, AppSettings } from './apps/app-registry.ts';
export { type ConsoleStore, openConsoleStore, type SavedByKind } from './console-store.ts';
export { byteSize, parseByteSize } from './pipelines/byte-size.ts';
export {
  createPlan,
  type DeployPlan,
  deletePlan,
  type PipelineModule,
  type PlanStep,
  pipelineModules,
  type StepKind,
  updatePlan,
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
export {
  type Project,
  type ProjectSettings,
  projectSettingsSchema,
  proposeProjectId,
} from './projects/project.ts';
export type { ProjectOfApp } from './projects/project-of-app.ts';
export type { ProjectRegistry } from './projects/project-registry.ts';
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
  type RunState,
  runKinds,
  runStates,
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
