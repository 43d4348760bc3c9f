import type { EChartsType } from 'echarts/core';
import type { ChartPoint } from './echart.tsx';

interface LineSeries {
  readonly type?: string;
  readonly data?: readonly unknown[];
  readonly silent?: boolean;
}

/** The number of a point of a series; null where there is none. */
function numberIn(datum: unknown): number | null {
  if (typeof datum === 'number') return datum;
  if (typeof datum !== 'object' || datum === null || !('value' in datum)) return null;
  return typeof datum.value === 'number' ? datum.value : null;
}

/**
 * The point of a line chart beside a place inside its grid: of the nearest bucket, the line that is nearest; null outside of
 * the grid and for charts without lines. Points themselves are a few pixels wide, too few to aim at.
 */
export function nearestPoint(chart: EChartsType, x: number, y: number): ChartPoint | null {
  const { series = [] } = chart.getOption() as { readonly series?: readonly LineSeries[] };
  if (series[0]?.type !== 'line' || !chart.containPixel({ gridIndex: 0 }, [x, y])) return null;
  const place = chart.convertFromPixel({ seriesIndex: 0 }, [x, y]);
  const dataIndex = Math.round(Number(Array.isArray(place) ? place[0] : place));
  let best: { readonly point: ChartPoint; readonly distance: number } | null = null;
  for (const [seriesIndex, { type, data = [], silent = false }] of series.entries()) {
    const value = type === 'line' && !silent ? numberIn(data[dataIndex]) : null;
    if (value === null) continue;
    const [, top = 0] = chart.convertToPixel({ seriesIndex }, [dataIndex, value]) as number[];
    const distance = Math.abs(top - y);
    if (best === null || distance < best.distance) best = { point: { seriesIndex, dataIndex }, distance };
  }
  return best?.point ?? null;
}
