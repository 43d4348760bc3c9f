import { type RefObject, useMemo } from 'react';
import { bucketOfDay, useChartAnnotations } from '../annotations/annotations-context.ts';
import { useSay } from '../i18n/language.tsx';
import { coloursOf } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import { type ChartHandle, EChart } from './echart.tsx';
import { type ChartBucket, type ChartSeries, highestOf } from './series.ts';
import { timeOption } from './time-option.ts';

/** Where a click on a time chart points. */
export interface TimePoint {
  readonly series: ChartSeries;
  readonly bucket: ChartBucket;
}

/** Values over time as lines or bars. */
export interface TimeChartProps {
  readonly title: string;
  readonly kind: 'line' | 'bar' | 'stacked';
  readonly buckets: readonly ChartBucket[];
  readonly series: readonly ChartSeries[];
  /** Names of all series in a stable order, also hidden ones: colours hang on it. @default those of `series` */
  readonly allNames?: readonly string[];
  /** Keys of series not drawn. */
  readonly hidden?: ReadonlySet<string>;
  readonly height?: number;
  /** Values in tooltips. */
  readonly format: (value: number | null) => string;
  /** Values on the axis. */
  readonly formatShort?: (value: number) => string;
  /** Said in the tooltip of an unfinished bucket. */
  readonly partialNote?: string;
  readonly onPoint?: (point: TimePoint, at: { readonly x: number; readonly y: number }) => void;
  readonly handle?: RefObject<ChartHandle | null>;
}

/** Draws values over time; unfinished buckets are dashed or hatched, a comparison is dashed behind. */
export function TimeChart(props: TimeChartProps) {
  const say = useSay();
  const palette = usePalette();
  const { buckets, series, kind, hidden, onPoint } = props;
  const annotations = useChartAnnotations();
  const notes = useMemo(() => {
    const keys = buckets.map(({ key }) => key);
    return annotations.flatMap(({ day, number }) => {
      const bucket = bucketOfDay(keys, day);
      return bucket === null ? [] : [{ bucket, number }];
    });
  }, [annotations, buckets]);
  const names = props.allNames ?? series.map(({ key }) => key);
  const drawn = useMemo(() => series.filter(({ key }) => !hidden?.has(key)), [hidden, series]);
  const colours = useMemo(() => coloursOf(names, palette), [names, palette]);
  const option = useMemo(
    () =>
      timeOption({
        kind,
        buckets,
        series: drawn,
        order: names,
        colours,
        palette,
        format: props.format,
        formatShort: props.formatShort ?? ((value) => props.format(value)),
        partialNote: props.partialNote ?? say('chart.partial'),
        more: (count) => say('chart.more', { count }),
        before: say('chart.before'),
        notes,
        ...((props.height ?? 300) < 160 ? { ticks: 2 } : {}),
      }),
    [
      buckets,
      colours,
      drawn,
      kind,
      names,
      notes,
      palette,
      props.format,
      props.formatShort,
      props.height,
      props.partialNote,
      say,
    ],
  );
  const highest = highestOf(
    drawn,
    buckets.map(({ label }) => label),
  );
  return (
    <EChart
      option={option}
      height={props.height ?? 300}
      title={props.title}
      summary={say('chart.summary', {
        kind: say(kind === 'line' ? 'chart.line' : 'chart.bar'),
        series: drawn.length,
        points: buckets.length,
        highest: highest === null ? 'none' : props.format(highest.value),
        where: highest?.label ?? '',
      })}
      pointCounts={drawn.map(() => buckets.length)}
      handle={props.handle}
      onPoint={
        onPoint &&
        (({ seriesIndex, dataIndex }, at) => {
          const [one, bucket] = [drawn[seriesIndex], buckets[dataIndex]];
          if (one !== undefined && bucket !== undefined) onPoint({ series: one, bucket }, at);
        })
      }
    />
  );
}
