import type { IUIThemeConfig } from '@kanaries/graphic-walker';
import type { GWGlobalConfig } from '@kanaries/graphic-walker/vis/theme';
import { type Mode, palettes } from '../theme/palette.ts';

const font = '"Open Sans", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

function chartTheme(mode: Mode) {
  const { series, sequential, diverging, background, text, line } = palettes[mode];
  const axis = { labelColor: text, titleColor: text, domainColor: line, tickColor: line, gridColor: line };
  return {
    background: 'transparent',
    font,
    axis: { ...axis, labelFont: font, titleFont: font },
    legend: { labelColor: text, titleColor: text, labelFont: font, titleFont: font },
    header: { labelColor: text, titleColor: text },
    title: { color: text },
    text: { color: text },
    view: { stroke: line },
    arc: { fill: series[0], stroke: background },
    area: { fill: series[0] },
    bar: { fill: series[0] },
    circle: { fill: series[0], stroke: series[0] },
    line: { stroke: series[0] },
    point: { stroke: series[0], fill: series[0] },
    rect: { fill: series[0] },
    rule: { stroke: series[0] },
    tick: { stroke: series[0] },
    boxplot: { ticks: true },
    range: {
      category: [...series],
      diverging: [...diverging],
      heatmap: [...sequential],
      ordinal: [...sequential],
      ramp: [...sequential],
    },
  };
}

/** Look of charts in both modes: the product's palette and axes. */
export const walkerChartTheme = {
  light: chartTheme('light'),
  dark: chartTheme('dark'),
} as unknown as GWGlobalConfig;

function surface(mode: Mode) {
  const { background, text, line, series } = palettes[mode];
  const isDark = mode === 'dark';
  const accent = series[0] ?? text;
  return {
    background,
    foreground: text,
    primary: accent,
    'primary-foreground': isDark ? '#0f141a' : '#ffffff',
    muted: isDark ? '#232b37' : '#f3f3f7',
    'muted-foreground': isDark ? '#b4b4bb' : '#424650',
    border: line,
    ring: accent,
    dimension: accent,
    measure: series[isDark ? 6 : 2] ?? accent,
  };
}

/** Look of the editor around the charts in both modes. */
export const walkerFrameTheme: IUIThemeConfig = { light: surface('light'), dark: surface('dark') };
