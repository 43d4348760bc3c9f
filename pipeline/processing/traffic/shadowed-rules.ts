import { type ConditionCase, conditionCases } from './condition-cases.ts';
import { implies, isPossible } from './leaf-implication.ts';
import type { ChannelRule } from './traffic-rule-files.ts';

/** A rule that never decides. */
export interface ShadowedRule {
  /** Position in the list from 0. */
  readonly index: number;
  /** Positions of the earlier rules that match first; empty when its tests contradict each other. */
  readonly by: readonly number[];
}

/**
 * Finds rules that no visit can reach, because earlier rules match first whenever they would. What is named is certain;
 * rules whose expressions cannot be compared are not named.
 */
export function shadowedRules(rules: readonly ChannelRule[]): readonly ShadowedRule[] {
  const cases = rules.map(({ condition }) => conditionCases(condition));
  return rules.flatMap((_rule, index) => {
    const own = cases[index]?.filter(isPossible);
    if (own === undefined) return [];
    const earlier = cases.slice(0, index);
    const winners = own.map((one) =>
      earlier.findIndex((others) => others?.some((other) => covers(other, one))),
    );
    if (winners.includes(-1)) return [];
    return [{ index, by: [...new Set(winners)].sort((a, b) => a - b) }];
  });
}

function covers(wide: ConditionCase, narrow: ConditionCase): boolean {
  return wide.every((leaf) => implies(narrow, leaf));
}
