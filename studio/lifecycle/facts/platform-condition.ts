import { type Platform, type PlatformRule, platforms } from '@millstream/reporting';
import type { Expression } from '../../plan/expression.ts';
import { and, boolean, coalesce, isIn, not, or } from '../../plan/expressions.ts';

const named = platforms.filter((platform) => platform !== 'other');

/** Whether a platform is one of the chosen; `other` is every one that has no name of its own, none included. */
export function isChosenPlatform(column: Expression, chosen: readonly Platform[] | undefined): Expression {
  if (chosen === undefined) return and();
  const isOneOf = (list: readonly string[]) => coalesce(isIn(column, list), boolean(false));
  const wanted = isOneOf(chosen.filter((platform) => platform !== 'other'));
  return chosen.includes('other') ? or(wanted, not(isOneOf(named))) : wanted;
}

/** Whether a visual of this rule looks at the platform; one that is not known is not Web. */
export function isRuledPlatform(column: Expression, rule: PlatformRule): Expression {
  if (rule === 'all') return and();
  const isWeb = coalesce(isIn(column, ['Web']), boolean(false));
  return rule === 'web' ? isWeb : not(isWeb);
}
