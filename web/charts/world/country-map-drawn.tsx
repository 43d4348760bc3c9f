import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { useSay } from '../../i18n/language.tsx';
import { usePalette } from '../../theme/theme.tsx';
import { EChart } from '../echart.tsx';
import { tooltipContent, tooltipLook } from '../tooltip-content.ts';
import { usePartsSummary } from '../use-parts-summary.ts';
import { type CountryMapProps, mapHeight } from './country-map-props.ts';
import { shapeName } from './country-names.ts';
import { equalEarth } from './equal-earth.ts';
import { shapeNames, worldMap } from './world-map.ts';

/** The map itself; countries without a shape are named below it. */
export default function CountryMapDrawn({ title, values, format, onPoint }: CountryMapProps) {
  const say = useSay();
  const summaryOf = usePartsSummary();
  const palette = usePalette();
  const shown = useMemo(() => values.filter(({ name }) => shapeNames.has(shapeName(name))), [values]);
  const missing = values.filter((part) => !shown.includes(part));
  const option = useMemo<EChartsCoreOption>(() => {
    const byShape = new Map(shown.map((part) => [shapeName(part.name), part]));
    const most = Math.max(1, ...shown.map(({ value }) => value ?? 0));
    return {
      tooltip: {
        ...tooltipLook(palette),
        trigger: 'item',
        formatter: ({ name }: { name: string }) => {
          const part = byShape.get(name);
          return tooltipContent({ title: part?.name ?? name, more: () => '' }, [
            { name: title, colour: 'transparent', value: format(part?.value ?? 0), sort: 1 },
          ]);
        },
      },
      visualMap: {
        type: 'continuous',
        min: 0,
        max: most,
        calculable: false,
        left: 4,
        bottom: 4,
        itemWidth: 10,
        itemHeight: 60,
        textStyle: { color: palette.text },
        inRange: { color: [...palette.sequential] },
      },
      series: [
        {
          type: 'map',
          map: worldMap,
          projection: equalEarth,
          roam: false,
          aspectScale: 1,
          selectedMode: false,
          left: 4,
          right: 4,
          top: 4,
          bottom: 4,
          itemStyle: { areaColor: palette.line, borderColor: palette.background, borderWidth: 0.5 },
          emphasis: { label: { show: false }, itemStyle: { areaColor: palette.series[0] } },
          data: shown.map(({ name, value }) => ({ name: shapeName(name), value })),
        },
      ],
    };
  }, [format, palette, shown, title]);
  const [top] = values;
  return (
    <>
      <EChart
        option={option}
        height={mapHeight}
        title={title}
        summary={summaryOf({ kind: say('chart.map'), count: shown.length, top, format })}
        onPoint={
          onPoint &&
          (({ dataIndex }, at) => {
            const part = shown[dataIndex];
            if (part !== undefined) onPoint(part, at);
          })
        }
      />
      {missing.length > 0 && (
        <p className="ms-text">
          {say('chart.notOnMap', {
            count: missing.length,
            names: missing
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', '),
          })}
        </p>
      )}
    </>
  );
}
