import type { LifecycleQuestion } from './lifecycle-choices.ts';
import { useVisual } from './use-visual.ts';
import type { Freshness } from './visual-result.ts';

/** Until when the app has data, and which days are final; null until the server answered. */
export function useFreshness(
  question: LifecycleQuestion,
): { readonly freshness: Freshness; readonly timeZone: string } | null {
  const { data } = useVisual(question, 'overview.freshness', true);
  return data === undefined ? null : { freshness: data.freshness, timeZone: data.timeZone };
}
