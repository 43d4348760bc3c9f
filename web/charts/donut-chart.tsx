import type { EChartsCoreOption } from 'echarts/core';
import { type RefObject, useMemo } from 'react';
import { useFormats } from '../i18n/formats.ts';
import { useSay } from '../i18n/language.tsx';
import { coloursOf } from '../theme/palette.ts';
import { usePalette } from '../theme/theme.tsx';
import { cutMiddle } from './cut-text.ts';
import { type ChartHandle, EChart } from './echart.tsx';
import { tooltipContent, tooltipLook } from './tooltip-content.ts';
import { usePartsSummary } from './use-parts-summary.ts';
import type { ValuePart, WindowPoint } from './value-part.ts';

const mostHeight = 300;

/** Up to five parts as a ring, labels outside with value and share of the parts' sum. */
export function DonutChart<Part extends ValuePart>(props: {
  readonly title: string;
  readonly parts: readonly Part[];
  readonly format: (value: number | null) => string;
  readonly height: number;
  readonly onPoint?: (part: Part, at: WindowPoint) => void;
  readonly handle?: RefObject<ChartHandle | null>;
}) {
  const say = useSay();
  const summaryOf = usePartsSummary();
  const formats = useFormats();
  const palette = usePalette();
  const { parts, format, title, onPoint } = props;
  const sum = parts.reduce((total, { value }) => total + (value ?? 0), 0);
  const option = useMemo<EChartsCoreOption>(() => {
    const colours = coloursOf(
      parts.map(({ name }) => name),
      palette,
    );
    const shareOf = (value: number | null) => formats.rate(sum === 0 ? null : (value ?? 0) / sum, 1);
    return {
      tooltip: {
        ...tooltipLook(palette),
        trigger: 'item',
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const part = parts[dataIndex];
          if (part === undefined) return '';
          const line = {
            name: title,
            colour: colours.get(part.name) ?? palette.other,
            value: `${format(part.value)} · ${shareOf(part.value)}`,
            sort: 1,
          };
          const before =
            part.before === undefined
              ? []
              : [
                  {
                    name: say('chart.before'),
                    colour: palette.previous,
                    value: format(part.before),
                    sort: 0,
                  },
                ];
          return tooltipContent({ title: part.name, more: () => '' }, [line, ...before]);
        },
      },
      series: [
        {
          type: 'pie',
          radius: ['36%', '56%'],
          itemStyle: { borderColor: palette.background, borderWidth: 2 },
          label: {
            color: palette.text,
            lineHeight: 16,
            overflow: 'none',
            formatter: ({ dataIndex }: { dataIndex: number }) => {
              const part = parts[dataIndex];
              return part === undefined
                ? ''
                : `${cutMiddle(part.name, 20)}\n${format(part.value)} · ${shareOf(part.value)}`;
            },
          },
          data: parts.map(({ name, value }) => ({ name, value, itemStyle: { color: colours.get(name) } })),
        },
      ],
    };
  }, [format, formats, palette, parts, say, sum, title]);
  const [top] = parts;
  return (
    <EChart
      option={option}
      height={Math.min(mostHeight, props.height)}
      title={title}
      summary={summaryOf({ kind: say('chart.donut'), count: parts.length, top, format })}
      pointCounts={[parts.length]}
      handle={props.handle}
      onPoint={
        onPoint &&
        (({ dataIndex }, at) => {
          const part = parts[dataIndex];
          if (part !== undefined) onPoint(part, at);
        })
      }
    />
  );
}
