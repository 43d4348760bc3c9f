import type { ChannelCondition, ChannelLeaf } from './channel-condition.ts';

/** Tests that hold together. */
export type ConditionCase = readonly ChannelLeaf[];

/** A condition with more cases than this is not taken apart. */
const mostCases = 256;

/** The cases of which a condition needs one; null when they are too many. */
export function conditionCases(condition: ChannelCondition): readonly ConditionCase[] | null {
  if ('op::or' in condition) return anyCase(condition['op::or']);
  if ('op::and' in condition) return allCases(condition['op::and']);
  return [[condition]];
}

function anyCase(conditions: readonly ChannelCondition[]): readonly ConditionCase[] | null {
  const cases: ConditionCase[] = [];
  for (const condition of conditions) {
    const more = conditionCases(condition);
    if (more === null || cases.length + more.length > mostCases) return null;
    cases.push(...more);
  }
  return cases;
}

function allCases(conditions: readonly ChannelCondition[]): readonly ConditionCase[] | null {
  let cases: readonly ConditionCase[] = [[]];
  for (const condition of conditions) {
    const more = conditionCases(condition);
    if (more === null || cases.length * more.length > mostCases) return null;
    cases = cases.flatMap((one) => more.map((other) => [...one, ...other]));
  }
  return cases;
}
