import type { z } from 'zod';
import { categoryRowsSchema } from './category-table.ts';
import { channelRulesSchema } from './channel-rules.ts';
import { patternFault } from './pattern-fault.ts';
import type { TrafficRuleFiles } from './traffic-rule-files.ts';

/** A place of the rules that cannot stand. */
export interface RuleProblem {
  readonly list: keyof TrafficRuleFiles;
  /** Position in the list from 0; null when the list itself is wrong. */
  readonly index: number | null;
  /** Keys from the entry to the place, e.g. `condition.op::and.0.value`; empty for the entry itself. */
  readonly path: string;
  readonly code: 'PATTERN_INVALID' | 'PATTERN_TOO_SLOW' | 'TRAFFIC_RULES_INVALID';
  readonly message: string;
  /** Position in a pattern, from 1; null for everything else. */
  readonly character: number | null;
}

/** Rules that are valid, or what is wrong with them. */
export type CheckedRules =
  | { readonly kind: 'valid'; readonly rules: TrafficRuleFiles }
  | { readonly kind: 'invalid'; readonly problems: readonly RuleProblem[] };

const mostSearchParameters = 10;

/**
 * Checks rules that a person wrote, before they are kept. Stricter than reading a file: a domain and a rule's id may
 * appear once, and a site has at most 10 search parameters.
 */
export function checkRules(files: {
  readonly categories: unknown;
  readonly channels: unknown;
}): CheckedRules {
  const categories = categoryRowsSchema.safeParse(files.categories);
  const channels = channelRulesSchema.safeParse(files.channels);
  const problems: RuleProblem[] = [];
  if (!categories.success) problems.push(...problemsOf('categories', files.categories, categories.error));
  if (!channels.success) problems.push(...problemsOf('channels', files.channels, channels.error));
  if (categories.success) {
    problems.push(
      ...repeated(
        'categories',
        'url',
        categories.data.map(({ url }) => url),
      ),
    );
    for (const [index, { params }] of categories.data.entries()) {
      if ((params?.length ?? 0) <= mostSearchParameters) continue;
      problems.push(problem('categories', index, 'params', `has more than ${mostSearchParameters} entries`));
    }
  }
  if (channels.success)
    problems.push(
      ...repeated(
        'channels',
        'id',
        channels.data.map(({ id }) => String(id)),
      ),
    );
  if (!categories.success || !channels.success || problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'valid', rules: { categories: categories.data, channels: channels.data } };
}

function problem(
  list: RuleProblem['list'],
  index: number | null,
  path: string,
  message: string,
): RuleProblem {
  return { list, index, path, code: 'TRAFFIC_RULES_INVALID', message, character: null };
}

function repeated(list: RuleProblem['list'], key: string, values: readonly string[]): RuleProblem[] {
  const first = new Map<string, number>();
  const problems: RuleProblem[] = [];
  for (const [index, value] of values.entries()) {
    const earlier = first.get(value);
    if (earlier === undefined) first.set(value, index);
    else problems.push(problem(list, index, key, `is the same as that of entry ${earlier + 1}`));
  }
  return problems;
}

function problemsOf(list: RuleProblem['list'], value: unknown, error: z.ZodError): RuleProblem[] {
  return error.issues.map(({ path, message }) => {
    const [index, ...rest] = path;
    const place = typeof index === 'number' ? index : null;
    const fault = patternAt(value, path);
    const found = problem(list, place, rest.join('.'), message);
    return fault === null
      ? found
      : { ...found, code: 'PATTERN_INVALID', message: fault.reason, character: fault.character };
  });
}

/** The fault of the pattern at a path; null when the place holds no pattern or a valid one. */
function patternAt(value: unknown, path: readonly PropertyKey[]): ReturnType<typeof patternFault> {
  let parent: unknown;
  let place: unknown = value;
  for (const key of path) {
    if (typeof place !== 'object' || place === null) return null;
    parent = place;
    place = Reflect.get(place, key);
  }
  if (typeof place !== 'string' || typeof parent !== 'object' || parent === null) return null;
  const op: unknown = Reflect.get(parent, 'op');
  return typeof op === 'string' && op.endsWith('match') ? patternFault(place.toLowerCase()) : null;
}
