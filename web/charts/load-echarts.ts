import type { EChartsType } from 'echarts/core';

/** ECharts with the charts that the pages draw. */
export interface ChartLibrary {
  init(host: HTMLElement): EChartsType;
}

let loading: Promise<ChartLibrary> | null = null;

/** Loads the charts' library once, when the first chart is shown. */
export function loadECharts(): Promise<ChartLibrary> {
  loading ??= import('./echarts-parts.ts').then(({ initChart }) => ({ init: initChart }));
  return loading;
}
