import type { EChartsCoreOption } from 'echarts/core';
import type { Palette } from '../theme/palette.ts';
import { type ChartBucket, type ChartSeries, dashOf, symbolOf } from './series.ts';
import { tooltipContent, tooltipLook } from './tooltip-content.ts';

/** What a time chart is made of. */
export interface TimeOptionParts {
  readonly kind: 'line' | 'bar' | 'stacked';
  readonly buckets: readonly ChartBucket[];
  readonly series: readonly ChartSeries[];
  /** Keys of all series in their stable order. */
  readonly order: readonly string[];
  readonly colours: ReadonlyMap<string, string>;
  readonly palette: Palette;
  readonly format: (value: number | null) => string;
  readonly formatShort: (value: number) => string;
  readonly partialNote: string;
  readonly more: (count: number) => string;
  /** Marks of the value axis, about. @default 5 */
  readonly ticks?: number;
  /** Notes by the bucket they stand at. */
  readonly notes?: readonly { readonly bucket: number; readonly number: number }[];
  /** Word for the compared range. */
  readonly before: string;
}

const mostPoints = 2_000;

/** Lines: what leads to an unfinished bucket is a dashed line of its own, so that it does not look like a drop. */
function lineSeries(parts: TimeOptionParts, one: ChartSeries): object[] {
  const place = parts.order.indexOf(one.key);
  const colour = parts.colours.get(one.key) ?? parts.palette.other;
  const partial = (index: number) => parts.buckets[index]?.isPartial === true;
  const shared = {
    type: 'line',
    name: one.name,
    symbol: symbolOf(place),
    sampling: one.values.length > mostPoints ? 'lttb' : undefined,
    itemStyle: { color: colour },
    emphasis: { scale: 1.6 },
  };
  const finished = one.values.map((value, index) => (partial(index) ? null : value));
  const hasPartial = finished.some((value, index) => value !== one.values[index]);
  const open = one.values.map((value, index) =>
    partial(index) || partial(index + 1) || partial(index - 1)
      ? {
          value,
          itemStyle: partial(index)
            ? { color: parts.palette.background, borderColor: colour, borderWidth: 2 }
            : { opacity: 0 },
        }
      : null,
  );
  return [
    {
      ...shared,
      data: finished,
      showSymbol: one.values.length <= 31,
      symbolSize: 6,
      lineStyle: { color: colour, width: 2, type: dashOf(place) },
    },
    ...(hasPartial
      ? [
          {
            ...shared,
            id: `${one.key}:open`,
            data: open,
            symbolSize: 8,
            lineStyle: { color: colour, width: 2, type: 'dashed', opacity: 0.8 },
            silent: true,
            tooltip: { show: false },
          },
        ]
      : []),
    ...(one.compared === undefined
      ? []
      : [
          {
            ...shared,
            id: `${one.key}:before`,
            name: `${one.name} · ${parts.before}`,
            data: one.compared,
            showSymbol: false,
            lineStyle: { color: colour, width: 2, type: 'dashed', opacity: 0.45 },
            z: 1,
            silent: true,
          },
        ]),
  ];
}

function barSeries(parts: TimeOptionParts, one: ChartSeries): object[] {
  const colour = parts.colours.get(one.key) ?? parts.palette.other;
  const hatch = {
    symbol: 'rect',
    dashArrayX: [1, 0],
    dashArrayY: [3, 4],
    rotation: Math.PI / 4,
    color: parts.palette.background,
  };
  const bars = {
    type: 'bar',
    name: one.name,
    barMaxWidth: 48,
    itemStyle: { color: colour },
    data: one.values.map((value, index) =>
      parts.buckets[index]?.isPartial
        ? { value, itemStyle: { color: colour, opacity: 0.55, decal: hatch } }
        : value,
    ),
    ...(parts.kind === 'stacked' ? { stack: 'all' } : {}),
  };
  if (one.compared === undefined || parts.kind === 'stacked') return [bars];
  const twin = { ...bars, id: `${one.key}:before`, name: `${one.name} · ${parts.before}`, silent: true };
  return [
    bars,
    {
      ...twin,
      data: one.compared,
      itemStyle: { color: 'transparent', borderColor: colour, borderWidth: 1.5, borderType: 'dashed' },
    },
  ];
}

function tooltipFor(parts: TimeOptionParts) {
  return (points: { dataIndex: number }[]) => {
    const index = points[0]?.dataIndex ?? 0;
    const bucket = parts.buckets[index];
    const lines = parts.series.map((one) => {
      const value = one.values[index] ?? null;
      const before = one.compared?.[index];
      const shown =
        before === undefined
          ? parts.format(value)
          : `${parts.format(value)} · ${parts.before} ${parts.format(before ?? null)}`;
      return {
        name: one.name,
        colour: parts.colours.get(one.key) ?? parts.palette.other,
        value: shown,
        sort: value ?? Number.NEGATIVE_INFINITY,
      };
    });
    const title = bucket?.label ?? '';
    return tooltipContent(
      { title, more: parts.more, ...(bucket?.isPartial ? { note: parts.partialNote } : {}) },
      lines,
    );
  };
}

/** Numbered flags at the top of the chart; their texts stand in the page's list of notes. */
function noteFlags({ notes = [], palette }: TimeOptionParts): object {
  if (notes.length === 0) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: palette.previous, type: 'dashed', width: 1 },
      label: { position: 'end', distance: 0, color: palette.text, fontSize: 11 },
      data: notes.map(({ bucket, number }) => ({ xAxis: bucket, label: { formatter: `⚑${number}` } })),
    },
  };
}

/**
 * A time chart for ECharts. The drawn series come first in their order, so that a click's series index is that of
 * `parts.series`; helper lines follow.
 */
export function timeOption(parts: TimeOptionParts): EChartsCoreOption {
  const groups = parts.series.map((one) =>
    parts.kind === 'line' ? lineSeries(parts, one) : barSeries(parts, one),
  );
  const { palette } = parts;
  const hasNegative = parts.series.some(({ values }) => values.some((value) => value !== null && value < 0));
  return {
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      ...tooltipLook(palette),
      trigger: 'axis',
      axisPointer: { type: parts.kind === 'line' ? 'line' : 'shadow' },
      formatter: tooltipFor(parts),
    },
    xAxis: {
      type: 'category',
      data: parts.buckets.map(({ label }) => label),
      boundaryGap: parts.kind !== 'line',
      axisLabel: { color: palette.text, hideOverlap: true },
      // Where values go below zero, the line of zero divides them.
      axisLine: { lineStyle: hasNegative ? { color: palette.text, width: 2 } : { color: palette.line } },
      axisTick: { show: false },
    },
    yAxis: {
      type: 'value',
      splitNumber: parts.ticks ?? 5,
      axisLabel: { color: palette.text, formatter: parts.formatShort },
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      ...groups.map(([first], at) => (at === 0 ? { ...first, ...noteFlags(parts) } : first)),
      ...groups.flatMap(([, ...rest]) => rest),
    ],
  };
}
