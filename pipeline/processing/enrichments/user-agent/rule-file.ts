import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One rule of uap-core: its regular expression and the replacements it names. */
export type AgentRule = Readonly<Record<string, string>> & { readonly regex: string };

/** The three ordered rule lists of uap-core. */
export interface AgentRules {
  readonly user_agent_parsers: readonly AgentRule[];
  readonly os_parsers: readonly AgentRule[];
  readonly device_parsers: readonly AgentRule[];
}

const field = /^ {2}(?:- | {2})(\w+): (?:'((?:[^']|'')*)'|"((?:[^"\\]|\\.)*)")\s*(?:#.*)?$/;
const section = /^(\w+):\s*$/;

/** Unescapes a double-quoted YAML text; the rules use none today, JSON's escapes are the common part. */
function doubleQuoted(text: string): string {
  return String(JSON.parse(`"${text}"`));
}

/**
 * Parses uap-core's `regexes.yaml` line by line: it uses one quoted text per line only, and a YAML parser needs 430 ms
 * and 34 MB for what takes 4 ms this way, in every thread. Throws a plain error on a line of another shape; a test
 * compares the result with a YAML parser's.
 */
export function parseAgentRules(text: string): AgentRules {
  const lists: Record<string, Record<string, string>[]> = {};
  let list: Record<string, string>[] | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const name = section.exec(line)?.[1];
    if (name !== undefined) {
      list = [];
      lists[name] = list;
      continue;
    }
    const match = field.exec(line);
    if (!match || !list) throw new Error(`line ${index + 1} of the user-agent rules has an unknown shape`);
    const [, key = '', single, double = ''] = match;
    if (line.startsWith('  - ')) list.push({});
    const rule = list.at(-1);
    if (rule) rule[key] = single === undefined ? doubleQuoted(double) : single.replaceAll("''", "'");
  }
  const checked = (name: string): readonly AgentRule[] =>
    (lists[name] ?? []).map((rule) => ({ ...rule, regex: rule.regex ?? '(?!)' }));
  return {
    user_agent_parsers: checked('user_agent_parsers'),
    os_parsers: checked('os_parsers'),
    device_parsers: checked('device_parsers'),
  };
}

/** Reads the rules of the installed `uap-core` package. */
export function loadAgentRules(): AgentRules {
  return parseAgentRules(readFileSync(fileURLToPath(import.meta.resolve('uap-core/regexes.yaml')), 'utf8'));
}
