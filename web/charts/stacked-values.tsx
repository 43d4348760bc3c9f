import type { EChartsCoreOption } from 'echarts/core';
import { type RefObject, useMemo } from 'react';
import { useSay } from '../i18n/language.tsx';
import { textOn } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import { cutMiddle } from './cut-text.ts';
import { type ChartHandle, EChart } from './echart.tsx';
import { tooltipContent, tooltipLook } from './tooltip-content.ts';
import type { ValuePart, WindowPoint } from './value-part.ts';

/** A part of a bar. */
export interface StackedPart extends ValuePart {
  /** Bar that it belongs to. */
  readonly group: string;
  /** Its own name within the bar. */
  readonly part: string;
}

const barHeight = 34;
/** Share of the longest bar below which a part is too narrow for its name. */
const leastLabelled = 0.12;

/** A bar for each group, made of its parts: the largest part is the darkest and comes first. */
export function StackedValues<Part extends StackedPart>(props: {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly format: (value: number | null) => string;
  readonly onPoint?: (part: Part, at: WindowPoint) => void;
  readonly handle?: RefObject<ChartHandle | null>;
}) {
  const say = useSay();
  const palette = usePalette();
  const { parts, format, title, onPoint } = props;
  const { groups, layers } = useMemo(() => {
    const byGroup = Map.groupBy(parts, ({ group }) => group);
    const names = [...byGroup.keys()];
    const deepest = Math.max(0, ...[...byGroup.values()].map(({ length }) => length));
    return {
      groups: names,
      layers: Array.from({ length: deepest }, (_, place) =>
        names.map((name) => byGroup.get(name)?.[place] ?? null),
      ),
    };
  }, [parts]);
  const option = useMemo<EChartsCoreOption>(() => {
    const steps = [...palette.sequential].reverse();
    const sums = groups.map((_, index) => layers.reduce((sum, layer) => sum + (layer[index]?.value ?? 0), 0));
    const most = Math.max(1, ...sums);
    const colourOf = (place: number) => steps[Math.min(place, steps.length - 1)] ?? palette.other;
    return {
      grid: { left: 8, right: 24, top: 4, bottom: 4, containLabel: true },
      tooltip: {
        ...tooltipLook(palette),
        trigger: 'item',
        formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
          const part = layers[seriesIndex]?.[dataIndex];
          if (!part) return '';
          return tooltipContent({ title: part.name, more: () => '' }, [
            { name: title, colour: colourOf(seriesIndex), value: format(part.value), sort: 1 },
          ]);
        },
      },
      xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: groups.map((name) => cutMiddle(name, 24)),
        axisLabel: { color: palette.text },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: layers.map((layer, place) => ({
        type: 'bar',
        stack: 'all',
        barMaxWidth: 24,
        itemStyle: { color: colourOf(place), borderColor: palette.background, borderWidth: 1 },
        label: {
          show: true,
          color: textOn(colourOf(place)),
          overflow: 'truncate',
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const part = layer[dataIndex];
            return part && (part.value ?? 0) >= most * leastLabelled ? part.part : '';
          },
        },
        labelLayout: { hideOverlap: true },
        data: layer.map((part) => part?.value ?? null),
      })),
    };
  }, [format, groups, layers, palette, title]);
  const [top] = parts;
  return (
    <EChart
      option={option}
      height={Math.max(120, groups.length * barHeight + 16)}
      title={title}
      summary={say('chart.summary', {
        kind: say('chart.bar'),
        series: layers.length,
        points: groups.length,
        highest: top === undefined ? 'none' : format(top.value),
        where: top?.name ?? '',
      })}
      pointCounts={layers.map(() => groups.length)}
      handle={props.handle}
      onPoint={
        onPoint &&
        (({ seriesIndex, dataIndex }, at) => {
          const part = layers[seriesIndex]?.[dataIndex];
          if (part) onPoint(part, at);
        })
      }
    />
  );
}
