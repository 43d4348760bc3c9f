import type { EChartsCoreOption } from 'echarts/core';
import { type RefObject, useMemo } from 'react';
import { useSay } from '../i18n/language.tsx';
import { textOn } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import { cutMiddle } from './cut-text.ts';
import { type ChartHandle, EChart } from './echart.tsx';
import { tooltipContent, tooltipLook } from './tooltip-content.ts';
import { usePartsSummary } from './use-parts-summary.ts';
import type { ValuePart, WindowPoint } from './value-part.ts';

/** A part whose colour tells a second number. */
export interface TreeMapPart extends ValuePart {
  readonly colourValue: number | null;
}

/** Values as areas; the colour's depth tells a second number. */
export function TreeMapChart<Part extends TreeMapPart>(props: {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly format: (value: number | null) => string;
  /** What the colour tells. */
  readonly colourName: string;
  readonly formatColour: (value: number | null) => string;
  readonly height: number;
  readonly onPoint?: (part: Part, at: WindowPoint) => void;
  readonly handle?: RefObject<ChartHandle | null>;
}) {
  const say = useSay();
  const summaryOf = usePartsSummary();
  const palette = usePalette();
  const { parts, format, formatColour, colourName, title, onPoint } = props;
  const option = useMemo<EChartsCoreOption>(() => {
    const most = Math.max(1, ...parts.map(({ colourValue }) => colourValue ?? 0));
    const colourOf = ({ colourValue }: Part) => {
      const steps = palette.sequential;
      return (
        steps[Math.min(steps.length - 1, Math.floor(((colourValue ?? 0) / most) * steps.length))] ??
        palette.other
      );
    };
    return {
      tooltip: {
        ...tooltipLook(palette),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          // The first node is the whole.
          const part = parts[dataIndex - 1];
          if (part === undefined) return '';
          return tooltipContent({ title: part.name, more: () => '' }, [
            { name: title, colour: 'transparent', value: format(part.value), sort: 1 },
            { name: colourName, colour: colourOf(part), value: formatColour(part.colourValue), sort: 0 },
          ]);
        },
      },
      series: [
        {
          type: 'treemap',
          roam: false,
          nodeClick: false,
          breadcrumb: { show: false },
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          itemStyle: { borderColor: palette.background, borderWidth: 1, gapWidth: 1 },
          data: parts.map((part) => ({
            name: part.name,
            value: part.value,
            itemStyle: { color: colourOf(part) },
            label: {
              color: textOn(colourOf(part)),
              lineHeight: 16,
              formatter: `${cutMiddle(part.name, 22)}\n${format(part.value)}`,
            },
          })),
        },
      ],
    };
  }, [colourName, format, formatColour, palette, parts, title]);
  const [top] = parts;
  return (
    <EChart
      option={option}
      height={props.height}
      title={title}
      summary={summaryOf({ kind: say('chart.treeMap'), count: parts.length, top, format })}
      pointCounts={[parts.length]}
      handle={props.handle}
      onPoint={
        onPoint &&
        (({ dataIndex }, at) => {
          const part = parts[Math.max(0, dataIndex - 1)];
          if (part !== undefined) onPoint(part, at);
        })
      }
    />
  );
}
