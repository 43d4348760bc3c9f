import { useApi } from '../../api/use-api.ts';
import { useScope } from '../../scope/scope.ts';

/** A test of one field. */
export interface ConditionLeaf {
  readonly field: string;
  readonly op: string;
  readonly value?: string;
  readonly values?: readonly string[];
}

/** A condition as the rule file writes it. */
export type Condition =
  | { readonly 'op::and': readonly Condition[] }
  | { readonly 'op::or': readonly Condition[] }
  | ConditionLeaf;

/** One text, or one for each language. */
export type RuleText = string | Readonly<Record<string, string>> | null;

/** A channel group and when a visit is of it. */
export interface ChannelRule {
  readonly id: string | number;
  /** What is stored. */
  readonly channel: string;
  readonly displayName?: RuleText;
  readonly description?: RuleText;
  readonly condition: Condition;
}

/** A known site. */
export interface SiteRow {
  /** Domain, or domain and path. */
  readonly url: string;
  readonly source: string;
  readonly category: string;
  readonly params?: readonly string[] | null;
}

/** Both lists. */
export interface Rules {
  readonly categories: readonly SiteRow[];
  readonly channels: readonly ChannelRule[];
}

/** The rules in force. */
export interface CurrentRules {
  readonly rules: Rules;
  readonly isOwn: boolean;
  readonly version: number;
  readonly publishedBy: string | null;
  readonly publishedAtMs: number | null;
}

/** A place that cannot stand. */
export interface RuleProblem {
  readonly list: 'categories' | 'channels';
  readonly index: number | null;
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly character: number | null;
}

/** What a check of rules found. */
export interface RulesCheck {
  readonly checked:
    | { readonly kind: 'valid' }
    | { readonly kind: 'invalid'; readonly problems: readonly RuleProblem[] };
  /** Rules that no visit can reach, and the earlier ones that match first; positions from 0. */
  readonly shadowed: readonly { readonly index: number; readonly by: readonly number[] }[];
}

/** Traffic source of a visit. */
export interface TrafficResult {
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly category: string | null;
  readonly channelGroup: string | null;
  readonly [field: string]: string | null;
}

/** What rules make of one visit. */
export interface TrafficTest {
  /** Where the source was found. */
  readonly origin: string;
  readonly result: TrafficResult;
  /** Rule that decided, from 0; null when none matched. */
  readonly decidedBy: number | null;
  readonly verdicts: readonly {
    readonly index: number;
    readonly channel: string;
    readonly holds: boolean;
    readonly because: readonly { readonly test: ConditionLeaf; readonly actual: string | null }[];
  }[];
}

/** A visit to try. */
export interface TrafficVisit {
  readonly url?: string;
  readonly referrer?: string;
}

/** Visits that are kept with what they must give. */
export interface KeptCases {
  readonly version: number;
  readonly body: {
    readonly version: 1;
    readonly cases: readonly {
      readonly name: string;
      readonly visit: TrafficVisit;
      readonly expected: Readonly<Record<string, string | null>>;
    }[];
  } | null;
}

/** What a kept case gave. */
export interface CaseOutcome {
  readonly name: string;
  readonly isAsExpected: boolean;
  readonly differences: readonly {
    readonly field: string;
    readonly expected: string | null;
    readonly actual: string | null;
  }[];
}

interface Count {
  readonly total: number;
  readonly changed: number;
  readonly unknown: number;
}

/** Moves between two values; null is no value. */
export interface Move {
  readonly from: string | null;
  readonly to: string | null;
  readonly events: number;
  readonly sessions: number;
}

/** What rules would change of past days. */
export interface RulesPreview {
  readonly from: string;
  readonly to: string;
  readonly events: Count;
  readonly sessions: Count;
  readonly channels: readonly Move[];
  readonly categories: readonly Move[];
}

/** A publication that is kept. */
export interface RulesVersion {
  readonly version: number;
  readonly author: string;
  readonly savedAtMs: number;
  readonly restoredFrom: number | null;
}

/** Value that stands for a missing one. */
export const emptyWord = '__empty__';

/** Path of an app's rules below `/api`. */
export function trafficPath(appId: string): string {
  return `/apps/${encodeURIComponent(appId)}/traffic`;
}

/** Path of the page's app's rules below `/api`. */
export function useTrafficPath(): string {
  return trafficPath(useScope().appId);
}

/** The rules in force. */
export function useCurrentRules() {
  return useApi<CurrentRules>({ path: useTrafficPath() }, { staleMs: 30_000 });
}
