import { useMemo, useState } from 'react';
import { LegendTable } from '../../../charts/legend-table.tsx';
import type { ChartBucket, ChartSeries } from '../../../charts/series.ts';
import { TimeChart, type TimePoint } from '../../../charts/time-chart.tsx';
import { useSay } from '../../../i18n/language.tsx';
import { dimensionsOf, opensAt } from '../visual-mark.ts';
import type { SeriesChart, VisualResult } from '../visual-result.ts';
import type { VisualProps } from './visual-props.ts';

/** Series that are told in the table only. */
const tableOnly: Readonly<Record<string, readonly string[]>> = {
  retentionByDate: ['users'],
  stickiness: ['dau', 'wau', 'mau'],
};
/** Lines whose comparison is drawn, at most. */
const mostCompared = 3;
const legendHeight = 34;
const legendRow = 29;

type Line = SeriesChart['series'][number];
const seriesKey = ({ name, group, key }: Line) => JSON.stringify([name, key ?? group ?? null]);

/** Values of the compared range, by the key of their series. */
function comparedLines(compared: VisualResult | null): ReadonlyMap<string, Line> {
  const { series = [] } = (compared?.chart ?? {}) as Partial<SeriesChart>;
  return new Map(series.map((one) => [seriesKey(one), one]));
}

/** Series over time: lines, bars, stacks; several units are several charts under each other. */
export function SeriesVisual(props: VisualProps) {
  const say = useSay();
  const { visual, result, compared, words, definition, onMark } = props;
  const { x, series } = result.chart as SeriesChart;
  const { shape } = visual.query;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const buckets = useMemo<readonly ChartBucket[]>(
    () =>
      x.map((key) => ({
        key: String(key),
        label: words.bucket(key),
        isPartial: result.partialBuckets.includes(String(key)),
      })),
    [result.partialBuckets, words, x],
  );
  const [dimension] = dimensionsOf(visual, props.parameters);
  const lines = useMemo(() => {
    const before = comparedLines(compared);
    const left = tableOnly[shape] ?? [];
    // With more lines the comparison is told by the legend only.
    const drawsBefore = series.length - left.length <= mostCompared;
    return series
      .filter(({ name }) => !left.includes(name))
      .map((one) => {
        const old = before.get(seriesKey(one));
        const drawn: ChartSeries = {
          key: one.group === undefined ? one.name : one.group,
          name: one.group === undefined ? words.name(one.name) : words.label(one.group, dimension),
          values: one.points,
          ...(one.total === undefined ? {} : { total: one.total }),
          ...(old === undefined ? {} : { before: old.total ?? null }),
          ...(old === undefined || !drawsBefore ? {} : { compared: old.points }),
        };
        return { drawn, source: one };
      });
  }, [compared, dimension, series, shape, words]);
  const groups = useMemo(() => {
    const units = new Set(lines.map(({ source }) => words.unitOf(source.name)));
    // Two units on one axis say nothing; each line gets its own chart on the same days.
    return units.size > 1 ? lines.map((line) => [line]) : [lines];
  }, [lines, words]);
  const names = useMemo(() => lines.map(({ drawn }) => drawn.key), [lines]);
  // Small charts carry their names themselves.
  const hasLegend = lines.length > 1 && groups.length === 1;
  const legend = hasLegend ? legendHeight + Math.min(7, lines.length) * legendRow : 0;
  const height = Math.max(groups.length > 1 ? 96 : 180, (props.height - legend) / groups.length);
  const kind = shape === 'hours' ? 'bar' : visual.chart === 'stackedBar' ? 'stacked' : 'line';
  const open = ({ series: chosen, bucket }: TimePoint, at: { readonly x: number; readonly y: number }) => {
    const line = lines.find(({ drawn }) => drawn.key === chosen.key);
    if (line === undefined) return;
    const { source } = line;
    const value = chosen.values[buckets.indexOf(bucket)] ?? null;
    onMark?.(
      {
        place: [chosen.name, bucket.label],
        text: words.value(source.name, value),
        opens:
          value === null
            ? null
            : opensAt(definition, visual, { metric: source.name, bucket: bucket.key, key: source.key }),
        ...(source.key === undefined || dimension === undefined
          ? {}
          : { values: [{ dimension, value: source.key[0] ?? null }] }),
      },
      at,
    );
  };
  const first = lines[0]?.source.name ?? '';
  return (
    <div>
      {groups.map((group) => {
        const metric = group[0]?.source.name ?? first;
        return (
          <div key={groups.length > 1 ? metric : 'all'}>
            {groups.length > 1 && <h4 className="ms-small-title">{words.name(metric)}</h4>}
            <TimeChart
              title={groups.length > 1 ? words.name(metric) : props.title}
              kind={kind}
              buckets={buckets}
              series={group.map(({ drawn }) => drawn)}
              allNames={names}
              hidden={hidden}
              height={height}
              format={(value) => words.value(metric, value)}
              formatShort={(value) => words.short(metric, value)}
              partialNote={say('lifecycle.unfinished')}
              onPoint={open}
            />
          </div>
        );
      })}
      {hasLegend && (
        <LegendTable
          series={lines.map(({ drawn }) => drawn)}
          allNames={names}
          hidden={hidden}
          onHidden={setHidden}
          format={(value) => words.value(first, value)}
        />
      )}
    </div>
  );
}
