import type { DecodedBody } from './decode-body.ts';
import type { PlannedAnswer } from './scenario.ts';

/** Hands out planned answers: the first that fits and is not used up; without any, 200. */
export interface AnswerPlan {
  next(body: DecodedBody): PlannedAnswer;
}

function fits(answer: PlannedAnswer, body: DecodedBody): boolean {
  const { overEvents, overBytes, containing } = answer;
  if (overEvents === undefined && overBytes === undefined && containing === undefined) return true;
  if (body.kind === 'unreadable') return false;
  return (
    (overEvents === undefined || body.events.length > overEvents) &&
    (overBytes === undefined || body.jsonBytes > overBytes) &&
    (containing === undefined || body.events.some(({ event_type }) => event_type === containing))
  );
}

function uses(answer: PlannedAnswer): number {
  if (answer.times === 'always') return Number.POSITIVE_INFINITY;
  if (answer.times !== undefined) return answer.times;
  const hasCondition = answer.overEvents ?? answer.overBytes ?? answer.containing;
  return hasCondition === undefined ? 1 : Number.POSITIVE_INFINITY;
}

/** Plans the answers of a collector double. */
export function planAnswers(answers: readonly PlannedAnswer[]): AnswerPlan {
  const entries = answers.map((answer) => ({ answer, left: uses(answer) }));
  return {
    next(body) {
      const entry = entries.find(({ answer, left }) => left > 0 && fits(answer, body));
      if (!entry) return { status: 200 };
      entry.left -= 1;
      return entry.answer;
    },
  };
}
