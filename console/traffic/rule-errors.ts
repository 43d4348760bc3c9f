import { CodedError } from '@millstream/core';
import type { RuleProblem } from '@millstream/processing';

const shownProblems = 10;

/** The coded error of rules that cannot be published: a pattern's own code when only patterns are wrong. */
export function ruleProblemsError(problems: readonly RuleProblem[]): CodedError {
  const [first] = problems;
  if (first !== undefined && problems.every(({ code }) => code === first.code)) {
    if (first.code === 'PATTERN_INVALID')
      return new CodedError('PATTERN_INVALID', {
        place: placeOf(first),
        character: first.character ?? 1,
        reason: first.message,
      });
    if (first.code === 'PATTERN_TOO_SLOW')
      return new CodedError('PATTERN_TOO_SLOW', { place: placeOf(first) });
  }
  const texts = problems.slice(0, shownProblems).map((problem) => `${placeOf(problem)}: ${problem.message}`);
  return new CodedError('TRAFFIC_RULES_INVALID', { path: 'the given rules', problems: texts.join('; ') });
}

function placeOf({ list, index, path }: RuleProblem): string {
  const entry = list === 'channels' ? 'rule' : 'site';
  const where = index === null ? `the ${list}` : `${entry} ${index + 1}`;
  return path === '' ? where : `${where}, ${path}`;
}
