import type { ChannelCondition } from './channel-condition.ts';
import type { ChannelRule } from './traffic-rule-files.ts';

/** A pattern of the rules and its place. */
export interface PlacedPattern {
  /** Position of the rule from 0. */
  readonly index: number;
  /** Keys from the rule to the pattern. */
  readonly path: string;
  /** In lower case, as it is compared. */
  readonly pattern: string;
}

/** Length of the longest text that rules look at. */
const probeLength = 2048;
/** Never part of a value, so that a pattern of the whole value fails at the very end, where retrying is dearest. */
const stopper = '\u0001';

/** All patterns of the rules, in order. */
export function patternsOf(rules: readonly ChannelRule[]): readonly PlacedPattern[] {
  return rules.flatMap(({ condition }, index) =>
    patternsIn(condition, 'condition').map(({ path, pattern }) => ({ index, path, pattern })),
  );
}

function patternsIn(condition: ChannelCondition, path: string): readonly Omit<PlacedPattern, 'index'>[] {
  if ('op::and' in condition) return nested(condition['op::and'], `${path}.op::and`);
  if ('op::or' in condition) return nested(condition['op::or'], `${path}.op::or`);
  if ('values' in condition || !condition.op.endsWith('match')) return [];
  return [{ path: `${path}.value`, pattern: condition.value.toLowerCase() }];
}

function nested(
  conditions: readonly ChannelCondition[],
  path: string,
): readonly Omit<PlacedPattern, 'index'>[] {
  return conditions.flatMap((condition, index) => patternsIn(condition, `${path}.${index}`));
}

/**
 * Texts on which a pattern that retries without end shows it: long runs of what its own characters, alone and together,
 * can match. A pattern that passes may still be slow on other texts.
 */
export function probeTexts(pattern: string): readonly string[] {
  const literal = pattern.replace(/\\[a-z]|[\\^$.*+?()[\]{}|]/g, '');
  const characters = new Set([...literal.slice(0, 64), 'a', '0', ' ', '-']);
  const runs = [...characters].map((character) => character.repeat(probeLength));
  if (literal.length > 1)
    runs.push(literal.repeat(Math.ceil(probeLength / literal.length)).slice(0, probeLength));
  return runs.map((run) => run + stopper);
}
