import { type AgentRules, loadAgentRules } from './rule-file.ts';
import { createRuleList, type RuleList, type RuleMatch } from './rule-list.ts';

/** Browser by uap-core's rules; `Other` when no rule matches. */
export interface BrowserFacts {
  readonly family: string;
  readonly major: string | null;
  readonly minor: string | null;
  readonly patch: string | null;
}

/** Operating system by uap-core's rules; `Other` when no rule matches. */
export interface OsFacts extends BrowserFacts {
  readonly patchMinor: string | null;
}

/** What the three rule lists say about one user agent. */
export interface ParsedAgent {
  readonly browser: BrowserFacts;
  readonly os: OsFacts;
  readonly device: { readonly family: string };
}

/** Parses one user agent, without a cache. */
export type AgentParser = (userAgent: string) => ParsedAgent;

const group = ({ groups }: RuleMatch, index: number): string | null => groups[index] || null;

/** Fills `$1`…`$9` from the match and trims; empty gives null. */
function filled(template: string, match: RuleMatch): string | null {
  return template.replace(/\$(\d)/g, (_, digit: string) => group(match, Number(digit)) ?? '').trim() || null;
}

const noBrowser: BrowserFacts = { family: 'Other', major: null, minor: null, patch: null };
const noOs: OsFacts = { ...noBrowser, patchMinor: null };

/** A rule that matches with an empty family says nothing. */
function browserOf(match: RuleMatch | null): BrowserFacts {
  if (!match) return noBrowser;
  const { rule } = match;
  const first = group(match, 1) ?? '';
  // Browser families know $1 only and are not trimmed, unlike the other two lists.
  const family = rule.family_replacement?.replaceAll('$1', () => first) ?? first;
  if (family === '') return noBrowser;
  return {
    family,
    major: rule.v1_replacement ?? group(match, 2),
    minor: rule.v2_replacement ?? group(match, 3),
    patch: rule.v3_replacement ?? group(match, 4),
  };
}

function osOf(match: RuleMatch | null): OsFacts {
  if (!match) return noOs;
  const part = (name: string, index: number) => filled(match.rule[name] ?? `$${index}`, match);
  const family = part('os_replacement', 1);
  if (family === null) return noOs;
  return {
    family,
    major: part('os_v1_replacement', 2),
    minor: part('os_v2_replacement', 3),
    patch: part('os_v3_replacement', 4),
    patchMinor: part('os_v4_replacement', 5),
  };
}

function deviceOf(match: RuleMatch | null): { family: string } {
  return { family: (match && filled(match.rule.device_replacement ?? '$1', match)) ?? 'Other' };
}

/**
 * Makes a parser over `rules` (default: the installed uap-core, read when the first user agent arrives).
 */
export function createAgentParser(rules?: AgentRules): AgentParser {
  let lists: Record<'browser' | 'os' | 'device', RuleList> | undefined;
  const load = () => {
    const { user_agent_parsers, os_parsers, device_parsers } = rules ?? loadAgentRules();
    return {
      browser: createRuleList(user_agent_parsers),
      os: createRuleList(os_parsers),
      device: createRuleList(device_parsers),
    };
  };
  return function parseAgent(userAgent) {
    lists ??= load();
    const lowerCase = userAgent.toLowerCase();
    return {
      browser: browserOf(lists.browser(userAgent, lowerCase)),
      os: osOf(lists.os(userAgent, lowerCase)),
      device: deviceOf(lists.device(userAgent, lowerCase)),
    };
  };
}
