import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type KeyboardEvent, type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useSay } from '../i18n/language.tsx';
import { useAppearance, usePalette } from '../theme/theme.tsx';
import { loadECharts } from './load-echarts.ts';
import { nearestPoint } from './nearest-point.ts';

/** A mark of a chart: place in its series and bucket or category. */
export interface ChartPoint {
  readonly seriesIndex: number;
  readonly dataIndex: number;
}

/** What a page can do with a drawn chart. */
export interface ChartHandle {
  /** The chart as a picture: PNG as a data address, twice the screen's resolution. */
  picture(): string | null;
}

/** A drawn chart: one tab stop with a summary; arrows walk its points, Enter opens one. */
export function EChart(props: {
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** Name of the chart. */
  readonly title: string;
  /** One sentence of what it shows. */
  readonly summary: string;
  /** Points of each series, for the keyboard; `[]` has none. */
  readonly pointCounts?: readonly number[];
  /** A click or Enter on a point, with its place on the screen. */
  readonly onPoint?:
    | ((point: ChartPoint, at: { readonly x: number; readonly y: number }) => void)
    | undefined;
  readonly handle?: RefObject<ChartHandle | null> | undefined;
}) {
  const say = useSay();
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [focused, setFocused] = useState<ChartPoint | null>(null);
  const palette = usePalette();
  const { patterns } = useAppearance();
  const { option, onPoint, pointCounts = [] } = props;
  const newest = useRef(onPoint);
  newest.current = onPoint;

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    let isGone = false;
    let drawn: EChartsType | null = null;
    const observer = new ResizeObserver(() => drawn?.resize());
    void loadECharts().then((library) => {
      if (isGone) return;
      drawn = library.init(element);
      drawn.on('click', (event) => {
        const {
          seriesIndex = 0,
          dataIndex,
          event: pointer,
        } = event as {
          seriesIndex?: number;
          dataIndex: number;
          event?: { event: MouseEvent };
        };
        const { clientX = 0, clientY = 0 } = pointer?.event ?? {};
        newest.current?.({ seriesIndex, dataIndex }, { x: clientX, y: clientY });
      });
      const area = drawn;
      area.getZr().on('click', ({ target, offsetX, offsetY, event: pointer }) => {
        if (target !== undefined) return;
        const point = nearestPoint(area, offsetX, offsetY);
        const { clientX = 0, clientY = 0 } = pointer as unknown as MouseEvent;
        if (point !== null) newest.current?.(point, { x: clientX, y: clientY });
      });
      observer.observe(element);
      setChart(drawn);
    });
    return () => {
      isGone = true;
      observer.disconnect();
      drawn?.dispose();
    };
  }, []);

  useEffect(() => {
    if (chart === null || chart.isDisposed()) return;
    chart.setOption(
      {
        animation: false,
        textStyle: { fontFamily: 'inherit', color: palette.text },
        aria: { enabled: false, decal: { show: patterns } },
        ...option,
      },
      { notMerge: true },
    );
  }, [chart, option, palette, patterns]);

  useImperativeHandle(props.handle, () => ({
    picture: () => chart?.getDataURL({ pixelRatio: 2, backgroundColor: palette.background }) ?? null,
  }));

  const move = (event: KeyboardEvent) => {
    const from = focused ?? { seriesIndex: 0, dataIndex: -1 };
    const count = pointCounts[from.seriesIndex] ?? 0;
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (step !== undefined && count > 0) {
      event.preventDefault();
      const [series = 0, data = 0] = step;
      const seriesIndex = (from.seriesIndex + series + pointCounts.length) % pointCounts.length;
      const dataIndex = Math.min(Math.max(0, from.dataIndex + data), (pointCounts[seriesIndex] ?? 1) - 1);
      setFocused({ seriesIndex, dataIndex });
      chart?.dispatchAction({ type: 'downplay' });
      chart?.dispatchAction({ type: 'highlight', seriesIndex, dataIndex });
      chart?.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
    }
    if (event.key === 'Enter' && focused !== null && host.current !== null) {
      event.preventDefault();
      const { left, top, width } = host.current.getBoundingClientRect();
      onPoint?.(focused, { x: left + width / 2, y: top + 24 });
    }
    if (event.key === 'Escape') chart?.dispatchAction({ type: 'hideTip' });
  };

  return (
    <div
      className="ms-chart"
      role="application"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the chart is one tab stop, arrows walk its points
      tabIndex={0}
      aria-roledescription={say('chart.chart')}
      aria-label={`${props.title}. ${props.summary} ${pointCounts.length > 0 ? say('chart.keys') : ''}`}
      onKeyDown={move}
    >
      <div ref={host} style={{ height: props.height }} />
    </div>
  );
}
