import { useMemo } from 'react';
import { useApi } from '../../api/use-api.ts';
import { TimeChart } from '../../charts/time-chart.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { PanelBody } from '../../panel/panel.tsx';
import { coloursOf } from '../../theme/palette.ts';
import { usePalette } from '../../theme/theme.tsx';
import { type MetricAnswer, metricBuckets, metricSeries } from './metric-series.ts';

const buckets = 120;

/** Series of metrics of the last hours, asked again every 15 seconds. */
export function MetricChart(props: {
  readonly projectId: string;
  readonly title: string;
  readonly metrics: readonly string[];
  readonly rangeMs: number;
  readonly format: (value: number | null) => string;
  /** Drawn as a line of its own. */
  readonly threshold?: number;
  readonly height?: number;
}) {
  const say = useSay();
  const formats = useFormats();
  const { projectId, metrics, rangeMs, threshold } = props;
  // Whole quarter minutes, so that the same question is one question.
  const untilMs = Math.ceil(Date.now() / 15_000) * 15_000;
  const answer = useApi<MetricAnswer>(
    {
      path: `/projects/${encodeURIComponent(projectId)}/metrics`,
      query: { names: metrics.join(','), fromMs: untilMs - rangeMs, untilMs, buckets, fit: true },
    },
    { refetchMs: 15_000 },
  );
  return (
    <PanelBody
      query={answer}
      thing={props.title}
      height={props.height ?? 200}
      emptyOf={({ series }) =>
        series.every(({ points }) => points.length === 0) ? { text: say('monitoring.nothing') } : null
      }
    >
      {(data) => <Drawn {...props} data={data} threshold={threshold} formats={formats} />}
    </PanelBody>
  );
}

function Drawn(props: {
  readonly data: MetricAnswer;
  readonly title: string;
  readonly format: (value: number | null) => string;
  readonly threshold?: number | undefined;
  readonly height?: number;
  readonly formats: ReturnType<typeof useFormats>;
}) {
  const say = useSay();
  const { data, threshold, formats } = props;
  const bucketList = useMemo(() => metricBuckets(data, formats), [data, formats]);
  const series = useMemo(() => {
    const drawn = metricSeries(data, (metric) => say(`metric.${metric}`));
    if (threshold === undefined) return drawn;
    const values = bucketList.map(() => threshold);
    return [...drawn, { key: 'threshold', name: say('alarms.threshold'), values }];
  }, [data, threshold, bucketList, say]);
  const palette = usePalette();
  const colours = coloursOf(
    series.map(({ key }) => key),
    palette,
  );
  return (
    <>
      <TimeChart
        kind="line"
        title={props.title}
        buckets={bucketList}
        series={series}
        format={props.format}
        formatShort={(value) => props.format(value)}
        height={props.height ?? 200}
      />
      {series.length > 1 && (
        <div className="ms-metric-legend">
          {series.map(({ key, name }) => (
            <span key={key}>
              <span className="ms-swatch" style={{ background: colours.get(key) }} aria-hidden="true" />{' '}
              {name}
            </span>
          ))}
        </div>
      )}
    </>
  );
}
