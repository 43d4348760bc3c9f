import type { MetricValues } from '@millstream/console';
import { type MetricLine, quantileBetween, sumOf } from './prometheus-text.ts';

/** Counters of a project at one moment. */
export interface MetricSnapshot {
  /** Monotonic ms. */
  readonly atMs: number;
  readonly lines: readonly MetricLine[];
}

const requests = 'millstream_collector_requests_total';

/** Growth of a counter; null at the first look, and after a restart began it anew. */
function grown(before: number | null, after: number | null): number | null {
  if (before === null || after === null || after < before) return null;
  return after - before;
}

/** Turns two looks at the counters into values of the history: rates by the second, shares, times, states. */
export function metricValues(before: MetricSnapshot | null, after: MetricSnapshot): MetricValues {
  const values: Record<string, number> = {};
  const seconds = before === null ? 0 : Math.max(0.001, (after.atMs - before.atMs) / 1000);
  const put = (name: string, value: number | null) => {
    if (value !== null && Number.isFinite(value)) values[name] = value;
  };
  const growth = (name: string, accepts?: (labels: MetricLine['labels']) => boolean) =>
    before === null
      ? null
      : grown(sumOf(before.lines, name, accepts) ?? 0, sumOf(after.lines, name, accepts));
  const rate = (name: string, accepts?: (labels: MetricLine['labels']) => boolean) => {
    const growing = growth(name, accepts);
    return growing === null ? null : growing / seconds;
  };
  const share = (part: number | null, whole: number | null) =>
    part === null || whole === null || whole === 0 ? null : part / whole;

  const all = growth(requests);
  const failed = growth(requests, ({ status = '' }) => status.startsWith('5'));
  put('requests_per_s', rate(requests));
  put('requests_4xx_per_s', rate(requests, ({ status = '' }) => status.startsWith('4')) ?? 0);
  put('requests_5xx_per_s', rate(requests, ({ status = '' }) => status.startsWith('5')) ?? 0);
  put('requests_5xx_ratio', all === null ? null : all === 0 ? 0 : share(failed ?? 0, all));
  put('bytes_per_s', rate('millstream_collector_request_bytes_total'));
  if (before !== null) {
    const time = { name: 'millstream_collector_response_seconds', quantile: 0.99 };
    const p99 = quantileBetween(before.lines, after.lines, time);
    put('response_p99_ms', p99 === null ? null : p99 * 1000);
    const sync = { name: 'millstream_collector_sync_seconds', quantile: 0.99 };
    const synced = quantileBetween(before.lines, after.lines, sync);
    put('sync_p99_ms', synced === null ? null : synced * 1000);
  }
  const openSeconds = sumOf(after.lines, 'millstream_collector_oldest_segment_age_seconds');
  put('open_segment_ms', openSeconds === null ? null : openSeconds * 1000);
  put('connections', sumOf(after.lines, 'millstream_collector_connections'));
  put(
    'workers',
    sumOf(after.lines, 'millstream_fleet_workers', ({ state }) => state === 'serving'),
  );
  put('collector_memory', sumOf(after.lines, 'millstream_worker_resident_bytes'));
  const cpu = sumOf(after.lines, 'millstream_worker_cpu_ratio');
  const workers = values.workers ?? 0;
  put('collector_cpu_percent', cpu === null || workers === 0 ? null : (100 * cpu) / workers);

  const events = growth('millstream_engine_events_total');
  put('events', events);
  put('events_per_s', rate('millstream_engine_events_total'));
  put('rows_per_s', rate('millstream_engine_rows_total'));
  put('batches', growth('millstream_engine_batches_total'));
  put('batch_failures', growth('millstream_engine_batch_failures_total') ?? (before === null ? null : 0));
  const processed = growth('millstream_engine_requests_total');
  const undecodable = growth('millstream_engine_requests_total', ({ outcome }) => outcome === 'undecodable');
  put('undecodable_ratio', share(undecodable, processed));
  const unknown = growth(
    'millstream_engine_rejected_events_total',
    ({ reason }) => reason === 'app_not_registered',
  );
  const refusedApp = growth('millstream_collector_refused_total', ({ reason }) => reason === 'APP_UNKNOWN');
  put('unknown_app_ratio', share((unknown ?? 0) + (refusedApp ?? 0), (all ?? 0) + (unknown ?? 0)));
  put('rejected_ratio', share(growth('millstream_engine_rejected_events_total') ?? 0, events));
  for (const state of ['ready', 'retrying', 'parked'] as const) {
    const waiting = sumOf(
      after.lines,
      'millstream_engine_waiting_segments',
      (labels) => labels.state === state,
    );
    put(`segments_${state}`, waiting);
  }
  put('engine_memory', sumOf(after.lines, 'millstream_engine_resident_bytes'));
  return values;
}
