import type { CodedError } from '@millstream/core';
import type { Restatement, StoredVisit } from '../restate-traffic-source.ts';
import type { CheckedRules, RuleProblem } from '../rule-problems.ts';
import type { ShadowedRule } from '../shadowed-rules.ts';
import type { TrafficCase, TrafficTest } from '../test-traffic-rules.ts';
import type { TrafficRuleFiles } from '../traffic-rule-files.ts';

/** Rules as a person wrote them, not checked. */
export interface WrittenRules {
  readonly categories: unknown;
  readonly channels: unknown;
}

/** Everything that is known about written rules before they are kept. */
export interface RuleCheck {
  readonly checked: CheckedRules;
  /** Rules that no visit can reach; empty while the rules are not valid. */
  readonly shadowed: readonly ShadowedRule[];
}

/** Rules that may have made the stored rows, newest first, and those to try. */
export interface FilesToCompare {
  readonly before: readonly TrafficRuleFiles[];
  readonly next: TrafficRuleFiles;
}

/** Host to thread. */
export type ToWorkbench =
  | { readonly kind: 'check'; readonly written: WrittenRules }
  | { readonly kind: 'test'; readonly rules: TrafficRuleFiles; readonly cases: readonly TrafficCase[] }
  | { readonly kind: 'prepare'; readonly comparison: FilesToCompare }
  | { readonly kind: 'restate'; readonly visits: readonly StoredVisit[] };

/** What the thread answers a message with. */
export type WorkbenchAnswer =
  | { readonly kind: 'checked'; readonly check: RuleCheck }
  | { readonly kind: 'tested'; readonly tests: readonly TrafficTest[] }
  | { readonly kind: 'prepared' }
  | { readonly kind: 'restated'; readonly restatements: readonly Restatement[] };

/** Thread to host: `ready` once, then one answer or failure for each message, and before a pattern is tried, its place. */
export type FromWorkbench =
  | { readonly kind: 'ready' }
  | WorkbenchAnswer
  | { readonly kind: 'failed'; readonly error: ReturnType<CodedError['toJSON']> }
  | { readonly kind: 'trying'; readonly place: Pick<RuleProblem, 'index' | 'path'> };
