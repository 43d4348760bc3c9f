import type { Capabilities } from '../dialects/dialect.ts';
import type { Expression } from '../plan/expression.ts';
import { planHas } from '../plan/plan-expressions.ts';
import type { Plan } from '../plan/relation.ts';
import type { EngineRow } from '../result/engine-row.ts';

/** Numbers as engines write them when they are no whole numbers. */
const fraction = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

const estimated = 'distinct users and values are estimated, as asked for; engines estimate differently.';

function isEstimate(expression: Expression): boolean {
  return 'name' in expression && expression.name === 'approximateCountDistinct';
}

function isNumberText(expression: Expression): boolean {
  return (
    expression.kind === 'call' &&
    expression.name === 'numberText' &&
    expression.args.some(({ type }) => type === 'number')
  );
}

/** Whether a row has a number as text that this engine may write otherwise than the others do. */
function hasOddText(row: EngineRow, isOdd: (text: string) => boolean): boolean {
  return Object.values(row).some(
    (value) => typeof value === 'string' && fraction.test(value) && isOdd(value),
  );
}

/** What an engine gave that is not exact, or not what the other engines give: `ENGINE_INEXACT: why`, for people. */
export function inexactWarnings(
  plan: Plan,
  rows: readonly EngineRow[],
  { fractionText }: Capabilities,
): readonly string[] {
  const reasons: string[] = [];
  if (planHas(plan, isEstimate)) reasons.push(estimated);
  const { supported, because, isOdd } = fractionText;
  if (!supported && because !== undefined && isOdd !== undefined && planHas(plan, isNumberText)) {
    if (rows.some((row) => hasOddText(row, isOdd))) reasons.push(because);
  }
  return reasons.map((reason) => `ENGINE_INEXACT: ${reason}`);
}
