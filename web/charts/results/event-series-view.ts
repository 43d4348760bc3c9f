import type { AnalysisResult, EventSeries, Measure } from '@millstream/studio/spec';
import type { ChartSeries } from '../series.ts';
import type { SeriesWords } from './series-words.ts';

/** Units that may not share an axis. */
export type MetricUnit = 'users' | 'events' | 'values' | 'perUser';

/** A series of an event analysis with what its figures are about. */
export interface EventSeriesView extends ChartSeries {
  readonly metric: number;
  readonly group?: EventSeries['key'];
  readonly unit: MetricUnit;
  readonly event: string;
  /** What a drill lists. */
  readonly behind: 'user' | 'event';
}

function unitOf({ type }: Measure): MetricUnit {
  switch (type) {
    case 'userCount':
      return 'users';
    case 'eventCount':
      return 'events';
    case 'eventsPerUser':
    case 'sumPerUser':
      return 'perUser';
    default:
      return 'values';
  }
}

/** Series of an event analysis under names for people; `compared` is the same question of another range. */
export function eventSeriesViews(
  result: AnalysisResult,
  words: SeriesWords,
  compared?: AnalysisResult,
): readonly EventSeriesView[] {
  const { spec } = result;
  if (spec.kind !== 'event') return [];
  const { series } = result.chart as { readonly series: readonly EventSeries[] };
  const others = (compared?.chart as { readonly series: readonly EventSeries[] } | undefined)?.series ?? [];
  const perMetric = series.length / Math.max(1, spec.event.metrics.length);
  const perOther = others.length / Math.max(1, spec.event.metrics.length);
  return series.map((one, index) => {
    const metric = Math.floor(index / perMetric);
    const definition = spec.event.metrics[metric];
    const key = JSON.stringify(one.key ?? null);
    const before = others.find(
      (other, at) => Math.floor(at / perOther) === metric && JSON.stringify(other.key ?? null) === key,
    );
    const isOnly = spec.event.metrics.length === 1;
    const name =
      one.group === undefined
        ? words.metric(metric)
        : isOnly
          ? one.group
          : `${words.metric(metric)} · ${one.group}`;
    return {
      // Grey is for names that are no value, and goes by the key.
      key:
        isOnly && (one.key === 'other' || one.key?.every((part) => part === null))
          ? (one.group ?? key)
          : `${metric} ${key}`,
      name,
      values: one.points,
      total: one.total,
      metric,
      unit: unitOf(definition?.measure ?? { type: 'eventCount' }),
      event: definition?.event ?? '',
      behind: definition?.measure.type === 'userCount' ? 'user' : 'event',
      ...(one.key === undefined ? {} : { group: one.key }),
      ...(compared === undefined
        ? {}
        : { compared: before?.points ?? one.points.map(() => null), before: before?.total ?? null }),
    };
  });
}
