import { availableParallelism } from 'node:os';
import type { PipelineSpec } from '@millstream/console';

/** What a pipeline would need at a rate of requests. */
export interface PipelineEstimate {
  readonly requestsPerSecond: number;
  readonly memoryBytes: number;
  readonly diskBytesPerMonth: number;
  /** What all of it comes to by the time at which the first raw records are removed. */
  readonly diskBytesAtRest: number;
  /** Collector processes that carry the rate. */
  readonly workers: number;
}

// Measured on the demo shop (docs/pipelines.md, Estimates): resident memory at work, bytes on disk per request of three events.
const megabyte = 1_000_000;
const workerBytes = 115 * megabyte;
const engineBytes = 350 * megabyte;
const threadBytes = 60 * megabyte;
const rawBytesPerRequest = 545;
const lakeBytesPerRequest = 285;
/** Narrow rows, rollups, ledger: they stay for good. */
const warehouseBytesPerRequest = 1160;
/** Whole rows of the hot days besides. */
const hotBytesPerRequest = 900;
/** One worker's rate on one core of the machine the figures come from, with room to spare. */
const requestsPerWorker = 4000;
const secondsPerMonth = 30 * 86_400;

/** Estimates memory and disk; the figures are means of ordinary shop traffic and can be off by a factor of two. */
export function estimateOf(spec: PipelineSpec, requestsPerSecond: number): PipelineEstimate {
  const { workers } = spec.ingestion;
  const needed = Math.ceil(requestsPerSecond / requestsPerWorker);
  const serving = Math.min(Math.max(workers.min, needed), workers.max);
  const threads = spec.modeling.threads ?? Math.max(1, availableParallelism() - 1);
  const perMonth = requestsPerSecond * secondsPerMonth;
  const rawMonths = spec.modeling.rawKeepDays / 30;
  const processed = spec.processing.enabled ? 1 : 0;
  const hotBytes = processed * (perMonth / 30) * spec.modeling.hotDays * hotBytesPerRequest;
  const growing = processed * (lakeBytesPerRequest + warehouseBytesPerRequest);
  return {
    requestsPerSecond,
    memoryBytes: (serving + workers.warm) * workerBytes + engineBytes + processed * threads * threadBytes,
    diskBytesPerMonth: Math.round(
      perMonth * (growing + rawBytesPerRequest * Math.min(1, rawMonths)) + hotBytes,
    ),
    diskBytesAtRest: Math.round(perMonth * rawMonths * (growing + rawBytesPerRequest) + hotBytes),
    workers: needed,
  };
}
