import { localDate } from '../../time/zone-clock.ts';
import type { BlockRows } from '../blocks/block.ts';
import { spanBlock } from '../blocks/span-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** Days, the latest with data included, that late events may still change. */
const openDays = 3;

/** Until when there are data. */
export interface Freshness {
  /** ISO instant of the last arrival; null without data. */
  readonly dataTo: string | null;
  /** Local date of the last event. */
  readonly lastDate: string | null;
  /** Last local date that late events are no longer expected for. */
  readonly finalTo: string | null;
}

/** Until when there are data, by the answer of the span. */
export function freshnessOf(rowsOf: BlockRows, { calendar }: LifecycleContext): Freshness {
  const [, lastMs = null, arrivedMs = null] = rowsOf(spanBlock())[0]?.integers ?? [];
  const last = lastMs === null ? null : localDate(lastMs, calendar.timeZone);
  return {
    dataTo: arrivedMs === null ? null : new Date(arrivedMs).toISOString(),
    lastDate: last?.toString() ?? null,
    finalTo: last?.subtract({ days: openDays }).toString() ?? null,
  };
}

/** Until when there are data, and which days are final. */
export function planFreshness(context: LifecycleContext): PlannedVisual {
  return {
    blocks: [spanBlock()],
    shape(rowsOf) {
      const { dataTo, lastDate, finalTo } = freshnessOf(rowsOf, context);
      return {
        columns: [
          { name: 'dataTo', type: 'datetime' },
          { name: 'lastDate', type: 'date' },
          { name: 'finalTo', type: 'date' },
        ],
        rows: [[dataTo, lastDate, finalTo]],
        chart: { dataTo, lastDate, finalTo },
        partialBuckets: [],
        warnings: [],
      };
    },
  };
}
