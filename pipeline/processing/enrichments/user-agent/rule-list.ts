import { requiredLiterals } from './required-literals.ts';
import type { AgentRule } from './rule-file.ts';

/** The first rule of a list that matches, with its groups. */
export interface RuleMatch {
  readonly rule: AgentRule;
  readonly groups: RegExpExecArray;
}

/** Finds the first matching rule of an ordered list. */
export type RuleList = (userAgent: string, lowerCase: string) => RuleMatch | null;

/** A rule with its expression, compiled when it is first needed: most rules never are. */
class LazyRule {
  readonly rule: AgentRule;
  readonly literals: readonly string[] | null;
  #expression: RegExp | undefined;

  constructor(rule: AgentRule) {
    this.rule = rule;
    this.literals = requiredLiterals(rule.regex);
  }

  mayMatch(lowerCase: string): boolean {
    if (!this.literals) return true;
    for (const literal of this.literals) if (lowerCase.includes(literal)) return true;
    return false;
  }

  exec(userAgent: string): RegExpExecArray | null {
    this.#expression ??= new RegExp(this.rule.regex, this.rule.regex_flag === 'i' ? 'i' : '');
    return this.#expression.exec(userAgent);
  }
}

/** Makes the matcher of one ordered list; `lowerCase` must be the lower-case form of the user agent. */
export function createRuleList(rules: readonly AgentRule[]): RuleList {
  const lazy = rules.map((rule) => new LazyRule(rule));
  return function firstMatch(userAgent, lowerCase) {
    for (const candidate of lazy) {
      if (!candidate.mayMatch(lowerCase)) continue;
      const groups = candidate.exec(userAgent);
      if (groups) return { rule: candidate.rule, groups };
    }
    return null;
  };
}
