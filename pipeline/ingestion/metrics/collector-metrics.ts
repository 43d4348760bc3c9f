import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import { TrafficCounts } from './traffic-counts.ts';

/** Pairs of app and refused origin that are named; more are counted under `other`. */
const maxNamedOrigins = 200;
/** One answer of this many is timed: the histogram costs a microsecond, and the sample tells the same. */
const timedOneOf = 16;

const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

/** Live state that gauges read when someone looks. */
export interface CollectorState {
  unsyncedBytes(): number;
  freeBytes(): number;
  connections(): number;
  /** Of all stores; 0 when all is sealed. */
  oldestSegmentAgeMs(): number;
}

/** Metrics of one collector worker, made for being added up over workers. */
export class CollectorMetrics {
  readonly #counts = new Map<string, TrafficCounts>();
  readonly #refusedOrigins: Counter<'app' | 'origin'>;
  readonly #namedOrigins = new Set<string>();
  readonly #responseTime: Histogram;
  readonly #syncTime: Histogram;
  readonly #sealTime: Histogram;
  readonly #batchRecords: Histogram;
  readonly #syncFailures: Counter;
  #untilTimed = 1;

  constructor(registry: Registry, state: CollectorState) {
    const registers = [registry];
    this.#registerTraffic(registry);
    this.#refusedOrigins = new Counter({
      name: 'millstream_collector_refused_origins_total',
      help: 'Requests whose Origin is not in the CORS list.',
      labelNames: ['app', 'origin'],
      registers,
    });
    this.#responseTime = new Histogram({
      name: 'millstream_collector_response_seconds',
      help: `Time from the request to its answer, one request in ${timedOneOf}.`,
      buckets: seconds,
      registers,
    });
    this.#syncTime = new Histogram({
      name: 'millstream_collector_sync_seconds',
      help: 'Time for a batch to become durable.',
      buckets: seconds,
      registers,
    });
    this.#sealTime = new Histogram({
      name: 'millstream_collector_seal_seconds',
      help: 'Time to seal a segment: cut, sync and rename it.',
      buckets: seconds,
      registers,
    });
    this.#batchRecords = new Histogram({
      name: 'millstream_collector_batch_records',
      help: 'Requests that shared one sync.',
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      registers,
    });
    this.#syncFailures = new Counter({
      name: 'millstream_collector_sync_failures_total',
      help: 'Batches that could not be made durable.',
      registers,
    });
    const gauge = (name: string, help: string, read: () => number, aggregator: 'sum' | 'min' | 'max') =>
      new Gauge({
        name: `millstream_collector_${name}`,
        help,
        registers,
        aggregator,
        collect() {
          this.set(read());
        },
      });
    gauge('unsynced_bytes', 'Bytes accepted that are not durable yet.', state.unsyncedBytes, 'sum');
    gauge('disk_free_bytes', 'Free bytes under the store.', state.freeBytes, 'min');
    gauge('connections', 'Open client connections.', state.connections, 'sum');
    const oldest = 'Age of the oldest segment that is not sealed yet.';
    gauge('oldest_segment_age_seconds', oldest, () => state.oldestSegmentAgeMs() / 1000, 'max');
  }

  /** Counts for an app; ask only for registered apps and '', so that labels stay bounded. */
  countsOf(appId: string): TrafficCounts {
    let counts = this.#counts.get(appId);
    if (!counts) {
      counts = new TrafficCounts(appId);
      this.#counts.set(appId, counts);
    }
    return counts;
  }

  /** Counts and names a refused origin. */
  originRefused(appId: string, origin: string): void {
    const key = `${appId} ${origin}`;
    const isNamed = this.#namedOrigins.has(key);
    if (!isNamed && (this.#namedOrigins.size >= maxNamedOrigins || origin.length > 200)) {
      this.#refusedOrigins.inc({ app: appId, origin: 'other' });
      return;
    }
    this.#namedOrigins.add(key);
    this.#refusedOrigins.inc({ app: appId, origin });
  }

  /** Notes how long an answer took; `elapsedMs` is called only when this one is timed. */
  responded(elapsedMs: () => number): void {
    if (--this.#untilTimed > 0) return;
    this.#untilTimed = timedOneOf;
    this.#responseTime.observe(elapsedMs() / 1000);
  }

  /** Notes a batch. */
  batchSynced(batch: { durationMs: number; records: number; isDurable: boolean }): void {
    this.#syncTime.observe(batch.durationMs / 1000);
    this.#batchRecords.observe(batch.records);
    if (!batch.isDurable) this.#syncFailures.inc();
  }

  /** Notes a sealed segment. */
  segmentSealed(durationMs: number): void {
    this.#sealTime.observe(durationMs / 1000);
  }

  #registerTraffic(registry: Registry): void {
    const registers = [registry];
    const counter = <T extends string>(name: string, help: string, labelNames: T[]) =>
      new Counter({ name: `millstream_collector_${name}_total`, help, labelNames, registers });
    const counts = this.#counts;
    // Registered first: its look at the counts must come before the others are read.
    new Counter({
      name: 'millstream_collector_requests_total',
      help: 'Answered requests by app and status.',
      labelNames: ['app', 'status'],
      registers,
      collect() {
        for (const [app, traffic] of counts) {
          const taken = traffic.take();
          for (const [status, count] of taken.byStatus) this.inc({ app, status: String(status) }, count);
          for (const [reason, count] of taken.byRefusal) refused.inc({ app, reason }, count);
          bytes.inc({ app }, taken.bytes);
          empty.inc({ app }, taken.empty);
          invalid.inc({ app }, taken.looksInvalid);
        }
      },
    });
    const bytes = counter('request_bytes', 'Bytes of accepted bodies as received.', ['app']);
    const empty = counter('empty_requests', 'Accepted requests without a body.', ['app']);
    const invalid = counter('looks_invalid', 'Accepted bodies that do not begin like JSON.', ['app']);
    const refused = counter('refused', 'Requests that were not stored, by reason.', ['app', 'reason']);
  }
}
