import type { AnalysisResult } from '@millstream/studio/spec';
import { useMemo } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { LegendTable } from '../legend-table.tsx';
import type { ChartBucket } from '../series.ts';
import { TimeChart } from '../time-chart.tsx';
import { useBucketText } from './bucket-text.ts';
import { type EventSeriesView, eventSeriesViews } from './event-series-view.ts';
import type { OpenMark, ResultMark } from './result-mark.ts';
import { useSeriesWords } from './series-words.ts';

/** Series that are drawn until somebody chooses; all are in the legend. */
const mostDrawn = 8;

/** An event analysis over time, one chart for each unit, with its legend. */
export function EventResult(props: {
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult | undefined;
  readonly kind: 'line' | 'bar';
  readonly height?: number | undefined;
  readonly hidden?: ReadonlySet<string> | undefined;
  readonly onHidden?: ((hidden: ReadonlySet<string>) => void) | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, compared, onOpen, kind } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const text = useBucketText(result.spec.granularity);
  const series = useMemo(() => eventSeriesViews(result, words, compared), [result, words, compared]);
  const buckets = useMemo<readonly ChartBucket[]>(() => {
    const partial = new Set(result.partialBuckets);
    const { x } = result.chart as { readonly x: readonly string[] };
    return x.map((key) => ({ key, label: text.short(key), isPartial: partial.has(key) }));
  }, [result, text]);
  const usual = useMemo(() => new Set(series.slice(mostDrawn).map(({ key }) => key)), [series]);
  const hidden = props.hidden ?? usual;
  const format = useMemo(() => (value: number | null) => formats.number(value), [formats]);
  const short = useMemo(() => (value: number) => formats.compact(value), [formats]);
  const units = [...new Set(series.map(({ unit }) => unit))];
  const markOf = (one: EventSeriesView, bucket: ChartBucket | null): ResultMark => {
    const index = bucket === null ? -1 : buckets.indexOf(bucket);
    const value = bucket === null ? (one.total ?? null) : (one.values[index] ?? null);
    return {
      id: `${one.key} ${bucket?.key ?? 'total'}`,
      place: [one.name, bucket === null ? say('explore.wholeRange') : text.long(bucket.key)],
      text: formats.number(value),
      value,
      unit: one.behind,
      event: one.event,
      cell: {
        metric: one.metric,
        ...(bucket === null ? {} : { bucket: bucket.key }),
        ...(one.group === undefined ? {} : { group: one.group }),
      },
      ...(one.group === undefined ? {} : { group: one.group }),
      ...(bucket === null ? {} : { bucket: bucket.key }),
      row: series.indexOf(one),
      column: index,
    };
  };
  const viewOf = (key: string) => series.find((one) => one.key === key);
  const total = Math.max(160, (props.height ?? 320) / units.length);
  return (
    <>
      {units.map((unit) => (
        <TimeChart
          key={unit}
          title={units.length === 1 ? say('explore.kind.event') : say(`explore.axis.${unit}`)}
          kind={kind}
          buckets={buckets}
          series={series.filter((one) => one.unit === unit)}
          allNames={series.map(({ key }) => key)}
          hidden={hidden}
          height={total}
          format={format}
          formatShort={short}
          partialNote={say('explore.unfinished')}
          onPoint={(point, at) => {
            const one = viewOf(point.series.key);
            if (one !== undefined) onOpen?.(markOf(one, point.bucket), at);
          }}
        />
      ))}
      {props.onHidden !== undefined && (
        <LegendTable
          series={series}
          hidden={hidden}
          onHidden={props.onHidden}
          format={format}
          onSeries={(chosen, at) => {
            const one = viewOf(chosen.key);
            if (one !== undefined) onOpen?.(markOf(one, null), at);
          }}
        />
      )}
    </>
  );
}
