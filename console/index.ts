export type { App, AppRegistry, AppSettings } from './apps/app-registry.ts';
export { type ConsoleStore, openConsoleStore, type SavedByKind } from './console-store.ts';
export type { Project, ProjectOfApp } from './projects.ts';
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
