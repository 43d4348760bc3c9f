import { BarChart } from '../../../charts/bar-chart.tsx';
import { CountryMap } from '../../../charts/country-map.tsx';
import { DonutChart } from '../../../charts/donut-chart.tsx';
import { StackedValues } from '../../../charts/stacked-values.tsx';
import { TreeMapChart } from '../../../charts/tree-map-chart.tsx';
import { dimensionsOf, opensAt } from '../visual-mark.ts';
import type { ValueKey, ValuesChart } from '../visual-result.ts';
import { ValueTable } from './value-table.tsx';
import type { VisualProps } from './visual-props.ts';

/** More values than a ring can show apart. */
const mostParts = 5;
/** Bars drawn beside a map. */
const mostCountryBars = 10;

/** Metrics by value: bars, ring, map, tree map, stacks or a table. */
export function ValuesVisual(props: VisualProps) {
  const { visual, result, compared, words, definition, onMark, parameters } = props;
  const { values } = result.chart as ValuesChart;
  const by = dimensionsOf(visual, parameters);
  const metric = result.columns[by.length]?.name ?? '';
  const before = new Map(
    ((compared?.chart as ValuesChart | undefined)?.values ?? []).map((one) => [JSON.stringify(one.key), one]),
  );
  const bars = values.map((one) => {
    const key = JSON.stringify(one.key);
    const old = compared === null ? undefined : (before.get(key)?.values[metric] ?? null);
    return {
      key,
      name: one.labels.map((label, at) => words.label(label, by[at])).join(' / '),
      value: one.values[metric] ?? null,
      ...(old === undefined ? {} : { before: old }),
    };
  });
  const format = (value: number | null) => words.value(metric, value);
  const open = (
    { key, name, value }: (typeof bars)[number],
    at: { readonly x: number; readonly y: number },
  ) => {
    const raw = JSON.parse(key) as ValueKey;
    onMark?.(
      {
        place: [name, words.name(metric)],
        text: format(value),
        opens: opensAt(definition, visual, { metric, key: raw }),
        ...(raw === 'other'
          ? {}
          : { values: by.map((dimension, index) => ({ dimension, value: raw[index] ?? null })) }),
      },
      at,
    );
  };
  const shared = {
    title: props.title,
    format,
    onPoint: open,
  };
  switch (visual.chart) {
    case 'table':
      return <ValueTable {...props} />;
    case 'pie':
      return bars.length <= mostParts ? (
        <DonutChart {...shared} parts={bars} height={props.height} />
      ) : (
        <BarChart {...shared} bars={bars} colouring="each" />
      );
    case 'filledMap':
      return (
        <>
          <BarChart {...shared} bars={bars.slice(0, mostCountryBars)} />
          <CountryMap title={props.title} values={bars} format={format} onPoint={open} />
        </>
      );
    case 'treeMap': {
      const second = result.columns[by.length + 1]?.name ?? metric;
      return (
        <TreeMapChart
          {...shared}
          height={props.height}
          colourName={words.name(second)}
          formatColour={(value) => words.value(second, value)}
          parts={bars.map((bar, index) => ({ ...bar, colourValue: values[index]?.values[second] ?? null }))}
        />
      );
    }
    case 'stackedBar':
      return (
        <StackedValues
          {...shared}
          parts={bars.map((bar, index) => {
            const [group = '', part = ''] = values[index]?.labels ?? [];
            return { ...bar, group: words.label(group), part: words.label(part) };
          })}
        />
      );
    default:
      return <BarChart {...shared} bars={bars} />;
  }
}
