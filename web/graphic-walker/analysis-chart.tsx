import { type IChart, PureRenderer } from '@kanaries/graphic-walker';
import { useMemo } from 'react';
import { useSpeech } from '../i18n/language.tsx';
import { useMode } from '../theme/theme.tsx';
import type { WalkerComputation } from './use-walker-computation.ts';
import { walkerChartTheme, walkerFrameTheme } from './walker-theme.ts';

/** A saved drag-and-drop chart, drawn without its editor. Loaded only where it is shown: it is large. */
export default function AnalysisChart(props: {
  readonly chart: IChart;
  readonly computation: WalkerComputation;
  readonly width: number;
  readonly height: number;
}) {
  const { tag } = useSpeech();
  const mode = useMode();
  const { chart, width, height } = props;
  const size = useMemo(() => ({ mode: 'full' as const, width, height }), [height, width]);
  return (
    <PureRenderer
      type="remote"
      name={chart.name ?? ''}
      computation={props.computation as never}
      visualState={chart.encodings}
      visualConfig={chart.config}
      visualLayout={chart.layout}
      overrideSize={size}
      locale={tag}
      appearance={mode}
      uiTheme={walkerFrameTheme}
      vizThemeConfig={walkerChartTheme}
    />
  );
}
