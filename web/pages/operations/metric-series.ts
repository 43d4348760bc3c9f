import type { ChartBucket, ChartSeries } from '../../charts/series.ts';
import type { Formats } from '../../i18n/formats.ts';

/** `GET /api/projects/:p/metrics` */
export interface MetricAnswer {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly buckets: number;
  /** Bucket start, mean and highest value. */
  readonly series: readonly {
    readonly metric: string;
    readonly points: readonly (readonly [number, number, number])[];
  }[];
}

const dayMs = 86_400_000;

const widthOf = ({ fromMs, untilMs, buckets }: MetricAnswer) =>
  Math.max(1, Math.ceil((untilMs - fromMs) / buckets));

/** Starts of all buckets, also of those in which nothing was measured. */
function startsOf(answer: MetricAnswer): number[] {
  const width = widthOf(answer);
  const starts: number[] = [];
  for (let at = answer.fromMs; at < answer.untilMs; at += width) starts.push(at);
  return starts;
}

/** The axis: clock for a day or less, else day and clock; UTC. */
export function metricBuckets(
  answer: MetricAnswer,
  formats: Pick<Formats, 'clock' | 'moment'>,
): ChartBucket[] {
  const isLong = answer.untilMs - answer.fromMs > dayMs;
  return startsOf(answer).map((at) => ({
    key: String(at),
    label: isLong ? formats.moment(at, 'UTC') : formats.clock(at, 'UTC'),
  }));
}

/** The series with null where nothing was measured. */
export function metricSeries(answer: MetricAnswer, nameOf: (metric: string) => string): ChartSeries[] {
  const starts = startsOf(answer);
  return answer.series.map(({ metric, points }) => {
    const means = new Map(points.map(([at, mean]) => [at, mean]));
    return { key: metric, name: nameOf(metric), values: starts.map((at) => means.get(at) ?? null) };
  });
}
