import type { LoadResult } from '@millstream/modeling';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { PipelineJob } from './pipeline-job.ts';
import type { FailureOutcome } from './segment-queue.ts';

/** Counts of the job since its process started. */
export interface EngineMetrics {
  /** Notes a committed batch and how long it took from the first byte read to the commit. */
  committed(result: LoadResult, durationMs: number): void;
  /** Notes a batch that failed and what becomes of it. */
  failed(outcome: FailureOutcome): void;
  /** Prometheus text. `segments` are those that wait now, by state. */
  text(segments: ReturnType<PipelineJob['status']>): Promise<string>;
}

const runBucketsSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];

/** Creates metrics with all counts at zero. */
export function createEngineMetrics(): EngineMetrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
    new Counter({ name: `millstream_engine_${name}_total`, help, labelNames, registers });
  const batches = counter('batches', 'Batches committed.', []);
  const failures = counter('batch_failures', 'Batches that failed, by what became of them.', ['outcome']);
  const segments = counter('segments', 'Segments committed.', []);
  const requests = counter('requests', 'Requests of committed batches, by outcome.', ['outcome']);
  const events = counter('events', 'Events of committed batches, by outcome.', ['outcome']);
  const rejected = counter('rejected_events', 'Rejected events, by reason.', ['reason']);
  const rows = counter('rows', 'Rows loaded, by table.', ['table']);
  const run = new Histogram({
    name: 'millstream_engine_run_seconds',
    help: 'Time of a batch from the first byte read to the commit.',
    buckets: runBucketsSeconds,
    registers,
  });
  const waiting = new Gauge({
    name: 'millstream_engine_waiting_segments',
    help: 'Sealed segments that are not committed, by state.',
    labelNames: ['state'],
    registers,
  });
  const resident = new Gauge({
    name: 'millstream_engine_resident_bytes',
    help: 'Resident memory of the engine.',
    registers,
  });

  return {
    committed(result, durationMs) {
      batches.inc();
      run.observe(durationMs / 1000);
      segments.inc(result.loadedFiles.length);
      const { decoded, undecodable, empty } = result.requests;
      for (const [outcome, count] of Object.entries({ decoded, undecodable, empty })) {
        requests.inc({ outcome }, count);
      }
      const { human, bot, duplicate, rejected: refused } = result.events;
      for (const [outcome, count] of Object.entries({ human, bot, duplicate, rejected: refused })) {
        events.inc({ outcome }, count);
      }
      for (const [reason, count] of Object.entries(result.rejectedByReason)) rejected.inc({ reason }, count);
      for (const [table, count] of Object.entries(result.rows)) rows.inc({ table }, count);
    },
    failed(outcome) {
      failures.inc({ outcome });
    },
    async text({ ready, claimed, retrying, parked }) {
      for (const [state, count] of Object.entries({ ready, claimed, retrying, parked })) {
        waiting.set({ state }, count);
      }
      resident.set(process.memoryUsage.rss());
      return await registry.metrics();
    },
  };
}
