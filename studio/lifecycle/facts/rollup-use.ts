import { assertNever } from '@millstream/core';
import { dimensions } from '@millstream/reporting';
import type { RollupName } from '../../plan/source.ts';
import { type FilterNode, leavesOf } from '../../spec/filter-node.ts';
import { zoneSpans } from '../../time/zone-clock.ts';
import { type LifecycleContext, windowRange } from '../lifecycle-context.ts';
import { eventDimensions } from './event-fact.ts';
import type { FactGrain, FactRequest } from './fact-column.ts';

/** The rollup that a grain's facts lie in; null for none. */
function rollupOf(grain: FactGrain): RollupName | null {
  switch (grain) {
    case 'visit':
    case 'hour':
    case 'start':
      return 'visit';
    case 'content':
    case 'exit':
      return 'page_visit';
    case 'name':
    case 'span':
      return null;
    default:
      return assertNever(grain);
  }
}

/** Whether a filter reads only what the rollup has, its sessions and its users. */
function isCovered(
  filter: FilterNode | undefined,
  columns: ReadonlySet<string>,
  session: ReadonlySet<string>,
): boolean {
  if (filter === undefined) return true;
  return leavesOf(filter).every((leaf) => {
    if ('segment' in leaf) return true;
    const { category, name } = leaf.field;
    if (category === 'event') return false;
    return category !== 'event_outer' || columns.has(name) || session.has(name);
  });
}

/** Whether a window is made of whole slots, and every local day and hour in it too. */
function isWhole(request: FactRequest, context: LifecycleContext, slotMs: number): boolean {
  const { fromMs, toMs } = windowRange(request.window, context);
  const spans = zoneSpans(context.calendar.timeZone, fromMs, toMs);
  return (
    fromMs % slotMs === 0 &&
    toMs % slotMs === 0 &&
    spans.every((span, index) => span.offsetMs % slotMs === 0 && (index === 0 || span.fromMs % slotMs === 0))
  );
}

/** The rollup that can answer a request exactly; null when the events must be read. */
export function usableRollup(request: FactRequest, context: LifecycleContext): RollupName | null {
  const { rollups } = context;
  const rollup = rollupOf(request.grain);
  if (rollups === undefined || rollup === null) return null;
  const columns = rollups.columns[rollup];
  const session = rollups.session;
  const dimensionColumns = eventDimensions(request.columns).flatMap((id) => dimensions[id].parts.flat());
  const isKept = dimensionColumns.every((name) => columns.has(name) || session.has(name));
  const isFiltered = isCovered(context.filter, columns, session);
  const isChosen = context.platforms === undefined || columns.has('platform');
  return isKept && isFiltered && isChosen && isWhole(request, context, rollups.slotMs) ? rollup : null;
}
