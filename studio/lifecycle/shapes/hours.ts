import type { MetricId } from '@millstream/reporting';
import { bucketsOf } from '../../time/buckets.ts';
import { dayStartMs, localDate } from '../../time/zone-clock.ts';
import { measuresOf } from '../blocks/measure.ts';
import { summaryBlock } from '../blocks/summary-block.ts';
import type { LifecycleContext } from '../lifecycle-context.ts';
import { measured, metricColumn, metricValue } from './metric-values.ts';
import type { PlannedVisual } from './planned-visual.ts';

/** Hours between the same hours of two days. */
export const hoursPerDay = 24;

/** Hours of the running local day, those to come too. */
export function hoursOfToday({ calendar, asOfMs }: Pick<LifecycleContext, 'calendar' | 'asOfMs'>) {
  return hoursOf(localDate(asOfMs, calendar.timeZone), { calendar, asOfMs });
}

function hoursOf(
  day: Temporal.PlainDate,
  { calendar, asOfMs }: Pick<LifecycleContext, 'calendar' | 'asOfMs'>,
) {
  const start = (date: Temporal.PlainDate) => dayStartMs(date, calendar.timeZone);
  return bucketsOf({ fromMs: start(day), toMs: start(day.add({ days: 1 })) }, 'hour', calendar, asOfMs);
}

/** One metric by hour of the running local day, beside the same hour of the day before. */
export function planHours(id: MetricId, { calendar, asOfMs }: LifecycleContext): PlannedVisual {
  const metrics = measured([id]);
  const block = summaryBlock({ window: 'hours', grain: 'hour', measures: measuresOf(metrics) });
  const today = localDate(asOfMs, calendar.timeZone);
  const hours = hoursOfToday({ calendar, asOfMs });
  const yesterday = hoursOf(today.subtract({ days: 1 }), { calendar, asOfMs });
  const before = new Set(yesterday.map(({ number }) => number));
  return {
    blocks: [block],
    shape(rowsOf) {
      const byHour = new Map(
        rowsOf(block).map((row) => [row.integers[0] === 1 ? row.integers[1] : null, row]),
      );
      const series = metrics.flatMap((metric) => {
        const at = (number: number) => metricValue(metric, byHour.get(number));
        return [
          {
            name: 'today',
            // An hour that has not begun is unknown, not 0.
            points: hours.map(({ number, startMs }) => (startMs > asOfMs ? null : at(number))),
          },
          {
            name: 'yesterday',
            points: hours.map(({ number }) =>
              before.has(number - hoursPerDay) ? at(number - hoursPerDay) : null,
            ),
          },
        ];
      });
      const x = hours.map(({ key }) => key.slice(-5));
      const type = metricColumn(id).type;
      return {
        columns: [{ name: 'hour', type: 'string' }, ...series.map(({ name }) => ({ name, type }))],
        rows: x.map((hour, at) => [hour, ...series.map(({ points }) => points[at] ?? null)]),
        chart: { x, series },
        partialBuckets: hours
          .filter(({ partial, startMs }) => partial && startMs <= asOfMs)
          .map(({ key }) => key.slice(-5)),
        warnings: [],
      };
    },
  };
}
