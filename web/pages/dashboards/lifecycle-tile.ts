import { parameterNamesOf, type Visual } from '../lifecycle/definition.ts';
import type { TileContent } from './dashboard-body.ts';

/** A visual of the life cycle dashboard as a card, with those choices that it hangs on. */
export function lifecycleTile(
  visual: Visual,
  title: string,
  parameters: Readonly<Record<string, string | number>>,
): TileContent {
  const names = parameterNamesOf(visual);
  return {
    kind: 'lifecycle',
    title,
    description: '',
    pinnedRange: null,
    visual: visual.id,
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name))),
  };
}
