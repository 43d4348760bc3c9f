import type { EChartsCoreOption } from 'echarts/core';
import { type RefObject, useMemo } from 'react';
import { useSay } from '../i18n/language.tsx';
import { coloursOf } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import { cutMiddle } from './cut-text.ts';
import { type ChartHandle, EChart } from './echart.tsx';
import { tooltipContent, tooltipLook } from './tooltip-content.ts';
import { usePartsSummary } from './use-parts-summary.ts';

/** One bar. */
export interface Bar {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  readonly before?: number | null;
}

const barHeight = 30;

/** Values of one dimension as horizontal bars in the order given; `(other)` is grey. */
export function BarChart(props: {
  readonly title: string;
  readonly bars: readonly Bar[];
  readonly format: (value: number | null) => string;
  /** One colour for all bars, or one for each name. @default 'one' */
  readonly colouring?: 'one' | 'each';
  readonly onPoint?: (bar: Bar, at: { readonly x: number; readonly y: number }) => void;
  readonly handle?: RefObject<ChartHandle | null>;
}) {
  const say = useSay();
  const summaryOf = usePartsSummary();
  const palette = usePalette();
  const { bars, format, onPoint, colouring = 'one' } = props;
  const option = useMemo<EChartsCoreOption>(() => {
    const colours = coloursOf(
      bars.map(({ key }) => key),
      palette,
    );
    const colourOf = ({ key, name }: Bar) =>
      colouring === 'each' || name === '(other)' || name === '(not set)'
        ? coloursOf([name], palette).get(name) === palette.other
          ? palette.other
          : colours.get(key)
        : palette.series[0];
    return {
      grid: { left: 8, right: 72, top: 4, bottom: 4, containLabel: true },
      tooltip: {
        ...tooltipLook(palette),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const bar = bars[dataIndex];
          if (bar === undefined) return '';
          return tooltipContent({ title: bar.name, more: () => '' }, [
            { name: props.title, colour: colourOf(bar) ?? palette.other, value: format(bar.value), sort: 1 },
            ...(bar.before === undefined
              ? []
              : [
                  { name: say('chart.before'), colour: palette.previous, value: format(bar.before), sort: 0 },
                ]),
          ]);
        },
      },
      xAxis: { type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => cutMiddle(name, 28)),
        axisLabel: { color: palette.text },
        axisLine: { show: false },
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 20,
          data: bars.map((bar) => ({ value: bar.value, itemStyle: { color: colourOf(bar) } })),
          label: {
            show: true,
            position: 'right',
            color: palette.text,
            formatter: ({ dataIndex }: { dataIndex: number }) => format(bars[dataIndex]?.value ?? null),
          },
        },
      ],
    };
  }, [bars, colouring, format, palette, props.title, say]);
  const top = bars[0];
  return (
    <EChart
      option={option}
      height={Math.max(120, bars.length * barHeight + 16)}
      title={props.title}
      summary={summaryOf({ kind: say('chart.bar'), count: bars.length, top, format })}
      pointCounts={[bars.length]}
      handle={props.handle}
      onPoint={
        onPoint &&
        (({ dataIndex }, at) => {
          const bar = bars[dataIndex];
          if (bar !== undefined) onPoint(bar, at);
        })
      }
    />
  );
}
