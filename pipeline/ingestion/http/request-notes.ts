import type { Clock, Logger } from '@millstream/core';
import { AccessLog } from '../access-log/access-log.ts';
import type { CollectorMetrics } from '../metrics/collector-metrics.ts';
import type { Answer } from './answer.ts';
import { addressChain } from './client-address.ts';
import type { Connection } from './connection.ts';
import type { Exchange } from './exchange.ts';
import type { RefusalSample } from './refusal-sample.ts';

/** What the notes need. */
export interface RequestNotesOptions {
  readonly metrics: CollectorMetrics;
  /** Hears of refused requests, when somebody wants to know them. */
  readonly refusals: RefusalSample | null;
  readonly writer: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Takes down every answer: in the metrics, and in the access log of its project while that is on. */
export class RequestNotes {
  readonly #options: RequestNotesOptions;
  /** By folder. */
  readonly #accessLogs = new Map<string, AccessLog>();

  constructor(options: RequestNotesOptions) {
    this.#options = options;
  }

  /** Notes an answer; the load balancer's look at `/health` is none. */
  answered(exchange: Exchange, answer: Answer, connection: Connection): void {
    const { metrics, clock } = this.#options;
    const { app, cors, arrival, head, target, rules } = exchange;
    if (target.path === '/health') return;
    const counts = app?.counts ?? metrics.countsOf('');
    counts.answered(answer.status, answer.refusal);
    counts.bytes += exchange.receivedBytes;
    if (!cors.isAllowed) metrics.originRefused(app?.appId ?? '', head.origin);
    metrics.responded(() => clock.monotonic() - arrival.startedAtMs);
    if (answer.refusal !== null) this.#options.refusals?.note(exchange, answer);
    if (rules.settings.accessLog) this.#log(exchange, answer, connection);
  }

  /** Notes a refusal of what could not be read as a request. */
  refusedUnread(answer: Answer): void {
    this.#options.metrics.countsOf('').answered(answer.status, answer.refusal);
    this.#options.refusals?.noteUnread(answer, this.#options.clock.now());
  }

  /** Writes out and compresses what was logged; logging goes on in new files. */
  async closeAccessLogs(): Promise<void> {
    const logs = [...this.#accessLogs.values()];
    this.#accessLogs.clear();
    const { logger } = this.#options;
    const close = (log: AccessLog) =>
      log.close().catch((error: unknown) => {
        logger.warn({ err: error }, 'An access log could not be closed.');
      });
    await Promise.all(logs.map(close));
  }

  #log(exchange: Exchange, answer: Answer, connection: Connection): void {
    const { head, target, arrival, peer, app, rules } = exchange;
    const layout = (app?.store ?? rules.stores[0])?.layout;
    if (!layout) return;
    const { appId, platform, bundleSequenceId, path } = target;
    this.#accessLogOf(layout.accessLog).note({
      method: head.method,
      host: head.host,
      path,
      appId,
      platform,
      bundleSequenceId,
      status: answer.status,
      bytesIn: exchange.receivedBytes,
      bytesOut: answer.body.length,
      durationMs: Math.round((this.#options.clock.monotonic() - arrival.startedAtMs) * 1000) / 1000,
      clientIp: addressChain(peer, head.forwardedFor),
      userAgent: head.userAgent,
      requestId: arrival.rid,
      tlsVersion: connection.tlsVersion,
    });
  }

  #accessLogOf(folder: string): AccessLog {
    let log = this.#accessLogs.get(folder);
    if (!log) {
      const { writer, clock, logger } = this.#options;
      log = new AccessLog({ folder, writer, clock, logger });
      this.#accessLogs.set(folder, log);
    }
    return log;
  }
}
