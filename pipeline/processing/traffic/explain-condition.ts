import {
  type ChannelCondition,
  type ChannelFacts,
  type ChannelLeaf,
  compileCondition,
} from './channel-condition.ts';

/** A test that made a condition hold or fail, with the value it looked at. */
export interface DecidingTest {
  readonly test: ChannelLeaf;
  /** In lower case, as it is compared; null = absent. */
  readonly actual: string | null;
}

/** Whether a condition holds and why. */
export interface ConditionVerdict {
  readonly holds: boolean;
  /** Tests that together are enough for the verdict. */
  readonly because: readonly DecidingTest[];
}

/** Judges a condition as the pipeline does and names the tests that decide. */
export function explainCondition(condition: ChannelCondition, facts: ChannelFacts): ConditionVerdict {
  if ('op::and' in condition) return joined(condition['op::and'], facts, false);
  if ('op::or' in condition) return joined(condition['op::or'], facts, true);
  return {
    holds: compileCondition(condition)(facts),
    because: [{ test: condition, actual: facts[condition.field] }],
  };
}

/** One part that is as `decisive` settles the whole; else all parts together do. */
function joined(
  parts: readonly ChannelCondition[],
  facts: ChannelFacts,
  decisive: boolean,
): ConditionVerdict {
  const verdicts = parts.map((part) => explainCondition(part, facts));
  const settling = verdicts.find(({ holds }) => holds === decisive);
  if (settling !== undefined) return settling;
  return { holds: !decisive, because: verdicts.flatMap(({ because }) => because) };
}
