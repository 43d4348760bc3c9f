import type { MetricObject } from 'prom-client';
import type { FleetStats } from './fleet-stats.ts';

/** Metrics of the whole fleet: those of the workers added up, and the supervisor's own. */
export class FleetMetrics {
  #left: Promise<readonly MetricObject[]> = Promise.resolve([]);

  /** Keeps the counts of a worker that left, so that sums never go back. */
  keep(metrics: readonly MetricObject[]): void {
    const counts = metrics.filter(({ type }) => String(type) === 'counter' || String(type) === 'histogram');
    this.#left = this.#left.then(async (left) => {
      const { AggregatorRegistry } = await import('prom-client');
      return await AggregatorRegistry.aggregate([[...left], counts]).getMetricsAsJSON();
    });
  }

  /** Prometheus text. */
  async text(workers: readonly (readonly MetricObject[])[], stats: FleetStats): Promise<string> {
    const { AggregatorRegistry, Gauge, Registry } = await import('prom-client');
    const left = await this.#left;
    const sum = AggregatorRegistry.aggregate([[...left], ...workers.map((metrics) => [...metrics])]);
    const own = new Registry();
    const registers = [own];
    const count = new Gauge({
      name: 'millstream_fleet_workers',
      help: 'Collector workers by state.',
      labelNames: ['state'],
      registers,
    });
    for (const state of ['serving', 'warm', 'starting', 'draining'] as const)
      count.set({ state }, stats[state]);
    const cpu = workerGauge('cpu_ratio', 'Processor time as a share of one core.');
    const delay = workerGauge('event_loop_delay_p99_seconds', '99th percentile of event-loop delay.');
    const memory = workerGauge('resident_bytes', 'Resident memory.');
    for (const { writer, load } of stats.workers) {
      if (!load) continue;
      cpu.set({ worker: writer }, load.cpuPercent / 100);
      delay.set({ worker: writer }, load.eventLoopDelayP99Ms / 1000);
      memory.set({ worker: writer }, load.residentBytes);
    }
    return `${await sum.metrics()}\n${await own.metrics()}`;

    function workerGauge(name: string, help: string) {
      return new Gauge({ name: `millstream_worker_${name}`, help, labelNames: ['worker'], registers });
    }
  }
}
