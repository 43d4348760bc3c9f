import type { AnalysisResult, FunnelBarChart, FunnelSeries, RetentionChart } from '@millstream/studio/spec';
import { useMemo, useState } from 'react';
import { useFormats } from '../../i18n/formats.ts';
import { useSay } from '../../i18n/language.tsx';
import { LegendTable } from '../legend-table.tsx';
import type { ChartBucket, ChartSeries } from '../series.ts';
import { TimeChart } from '../time-chart.tsx';
import { useBucketText } from './bucket-text.ts';
import type { OpenMark } from './result-mark.ts';
import { bucketKeys, pairOf } from './retention-heat.ts';
import { useSeriesWords } from './series-words.ts';

/** Lines drawn until somebody chooses; all are in the legend. */
const mostLines = 8;

/** Cohorts as lines: the share that came back, bucket by bucket. */
export function RetentionLines(props: {
  readonly result: AnalysisResult;
  readonly height?: number | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const text = useBucketText(result.spec.granularity);
  const { x, series } = result.chart as RetentionChart;
  const isEach = result.spec.kind === 'retention' && result.spec.retention.cohort === 'each';
  const isAttrition = result.spec.kind === 'retention' && result.spec.retention.show === 'attrition';
  const keys = bucketKeys(result);
  const buckets = useMemo<readonly ChartBucket[]>(() => {
    const partial = new Set(result.partialBuckets);
    return x.map((key) => ({
      key,
      label: isEach ? key : text.short(key),
      isPartial: !isEach && partial.has(key),
    }));
  }, [result, x, isEach, text]);
  const lines = useMemo<readonly ChartSeries[]>(
    () =>
      series.map((one, index) => ({
        key: `${index}`,
        name: [words.pair(pairOf(result, index)), one.group, isEach ? text.short(one.cohort) : null]
          .filter((part) => part !== null && part !== undefined)
          .join(' · '),
        values: one.points,
        total: one.cohortUsers,
      })),
    [series, words, result, isEach, text],
  );
  const usual = useMemo(() => new Set(lines.slice(mostLines).map(({ key }) => key)), [lines]);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const hidden = chosen ?? usual;
  const format = useMemo(() => (value: number | null) => formats.rate(value), [formats]);
  const size = useMemo(() => (value: number | null) => formats.count(value), [formats]);
  const short = useMemo(() => (value: number) => formats.rate(value, 0), [formats]);
  return (
    <>
      <TimeChart
        title={say('explore.kind.retention')}
        kind="line"
        buckets={buckets}
        series={lines}
        hidden={hidden}
        height={props.height ?? 320}
        format={format}
        formatShort={short}
        partialNote={say('explore.unfinished')}
        onPoint={({ series: line, bucket }, at) => {
          const row = Number(line.key);
          const one = series[row];
          if (one === undefined) return;
          const column = buckets.indexOf(bucket);
          const key = keys[isEach ? keys.indexOf(one.cohort) + column : column];
          onOpen?.(
            {
              id: `${row} ${column}`,
              place: [line.name, bucket.label],
              text: formats.rate(one.points[column] ?? null),
              value: one.points[column] ?? null,
              unit: 'user',
              cell:
                key === undefined
                  ? null
                  : {
                      pair: pairOf(result, row),
                      cohort: one.cohort,
                      bucket: key,
                      ...(one.key === undefined ? {} : { group: one.key }),
                      ...(isAttrition ? { lost: true } : {}),
                    },
              ...(one.key === undefined ? {} : { group: one.key }),
              row,
              column,
            },
            at,
          );
        }}
      />
      {lines.length > 1 && <LegendTable series={lines} hidden={hidden} onHidden={setChosen} format={size} />}
    </>
  );
}

/** Counts of the same step and group in the compared range, as many as are drawn; null where there are none. */
function pointsBefore(
  { step, key }: FunnelSeries,
  compared: AnalysisResult,
  length: number,
): readonly (number | null)[] {
  const { series = [] } = compared.chart as Partial<FunnelBarChart>;
  const name = JSON.stringify(key ?? null);
  const before = series.find((one) => one.step === step && JSON.stringify(one.key ?? null) === name);
  return Array.from({ length }, (_, at) => before?.points[at] ?? null);
}

/** A funnel's steps over time. */
export function FunnelOverTime(props: {
  readonly result: AnalysisResult;
  readonly compared?: AnalysisResult | undefined;
  readonly height?: number | undefined;
  readonly onOpen?: OpenMark | undefined;
}) {
  const { result, compared, onOpen } = props;
  const say = useSay();
  const formats = useFormats();
  const words = useSeriesWords(result.spec);
  const text = useBucketText(result.spec.granularity);
  const { x, series } = result.chart as FunnelBarChart;
  const buckets = useMemo<readonly ChartBucket[]>(() => {
    const partial = new Set(result.partialBuckets);
    return x.map((key) => ({ key, label: text.short(key), isPartial: partial.has(key) }));
  }, [result, x, text]);
  const lines = useMemo<readonly ChartSeries[]>(
    () =>
      series.map((one, index) => ({
        key: `${index}`,
        name: [`${one.step} ${words.step(one.step)}`, one.group]
          .filter((part) => part !== undefined)
          .join(' · '),
        values: one.points,
        total: one.total,
        ...(compared === undefined ? {} : { compared: pointsBefore(one, compared, x.length) }),
      })),
    [series, words, compared, x.length],
  );
  const format = useMemo(() => (value: number | null) => formats.count(value), [formats]);
  const short = useMemo(() => (value: number) => formats.compact(value), [formats]);
  const isUsers = result.spec.kind === 'funnel' && result.spec.funnel.metric === 'userCount';
  return (
    <TimeChart
      title={say('explore.kind.funnel')}
      kind="bar"
      buckets={buckets}
      series={lines}
      height={props.height ?? 320}
      format={format}
      formatShort={short}
      partialNote={say('explore.unfinished')}
      onPoint={({ series: line, bucket }, at) => {
        const row = Number(line.key);
        const one = series[row];
        if (one === undefined) return;
        const column = buckets.indexOf(bucket);
        onOpen?.(
          {
            id: `${row} ${column}`,
            place: [line.name, text.long(bucket.key)],
            text: formats.count(one.points[column] ?? null),
            value: one.points[column] ?? null,
            unit: isUsers ? 'user' : 'event',
            cell: {
              step: one.step,
              bucket: bucket.key,
              ...(one.key === undefined ? {} : { group: one.key }),
            },
            ...(one.key === undefined ? {} : { group: one.key }),
            row,
            column,
          },
          at,
        );
      }}
    />
  );
}
