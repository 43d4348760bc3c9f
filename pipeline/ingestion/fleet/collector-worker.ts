import { rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { asCodedError, type Logger, systemClock } from '@millstream/core';
import { type Collector, createCollector } from '../http/collector.ts';
import type { CollectorRules } from '../http/collector-rules.ts';
import { createGateOfRules, type GateOfRules } from './gate-of-rules.ts';
import { createIpcLogger } from './ipc-logger.ts';
import { type LoadMeter, startLoadMeter } from './load-meter.ts';
import { prepareListeners, type WorkerListeners } from './worker-listeners.ts';
import type { OrderOf, WorkerOrder, WorkerReport } from './worker-messages.ts';

const quietCheckMs = 50;

interface Prepared {
  readonly collector: Collector;
  readonly listeners: WorkerListeners;
  readonly gateOfRules: GateOfRules;
  readonly runFile: string;
  readonly meter: LoadMeter;
  readonly sampling: NodeJS.Timeout;
}

interface Deadlines {
  idleEndsMs: number;
  endsMs: number;
}

/** The inside of one worker process: carries out the supervisor's orders on a collector. */
export class CollectorWorkerProcess {
  readonly #send: (report: WorkerReport, sent?: () => void) => void;
  readonly #leave: () => void;
  readonly #logger: Logger;
  #prepared: Prepared | null = null;
  #deadlines: Deadlines | null = null;
  #connections = 0;

  /** `send` reaches the supervisor while there is one; `leave` ends the process. */
  constructor(send: (report: WorkerReport, sent?: () => void) => void, leave: () => void) {
    this.#send = send;
    this.#leave = leave;
    this.#logger = createIpcLogger(send);
  }

  /** Carries out one order and answers it. */
  async carryOut(order: WorkerOrder): Promise<void> {
    try {
      const metrics = await this.#do(order);
      this.#send({ kind: 'done', id: order.id, ...(metrics ? { metrics } : {}) });
    } catch (error) {
      const coded = asCodedError(error);
      this.#logger.error({ err: coded, order: order.kind }, 'a worker could not carry out an order');
      this.#send({ kind: 'failed', id: order.id, code: coded.code, details: coded.details });
    }
  }

  /** The supervisor is gone: no more connections, finish, seal, leave. */
  orphaned(): void {
    if (this.#prepared) this.#drain({ kind: 'drain', idleGraceMs: 0, drainMs: 30_000 });
    else this.#leave();
  }

  async #do(order: WorkerOrder) {
    if (order.kind === 'prepare') return await this.#prepare(order);
    const prepared = this.#prepared;
    if (!prepared) throw new Error(`${order.kind} came before prepare`);
    switch (order.kind) {
      case 'serve':
        return await prepared.listeners.listen();
      case 'apply':
        return await this.#apply(prepared, order.rules);
      case 'rebalance':
        return prepared.collector.retireConnections(order.share);
      case 'release':
        return prepared.listeners.close(order.descriptors);
      case 'metrics':
        return await prepared.collector.registry.getMetricsAsJSON();
      case 'drain':
        return this.#drain(order);
    }
  }

  async #prepare(order: OrderOf<'prepare'>): Promise<void> {
    const logger = this.#logger;
    writeFileSync(order.runFile, JSON.stringify({ pid: process.pid, supervisorPid: process.ppid }));
    const gateOfRules = createGateOfRules({ keyDirectory: order.keyDirectory, clock: systemClock, logger });
    await gateOfRules.prepare(order.rules);
    const collector = createCollector({
      rules: order.rules,
      writer: order.writer,
      gate: gateOfRules.gate,
      logger,
      onSealed: ({ projectId }, fileName) => this.#send({ kind: 'sealed', projectId, fileName }),
      onRefused: (report) => this.#send({ kind: 'refused', report }),
    });
    const listeners = await prepareListeners({
      inherited: order.listeners,
      onConnection: (socket) => {
        this.#count(socket);
        collector.handleConnection(socket);
      },
      certificates: order.certificates,
      certificateCheckMs: order.certificateCheckMs,
      logger,
    });
    const meter = startLoadMeter();
    const sampling = setInterval(() => {
      this.#send({ kind: 'load', load: meter.read(this.#connections) });
    }, order.sampleMs);
    this.#prepared = { collector, listeners, gateOfRules, runFile: order.runFile, meter, sampling };
  }

  /** A drain is over when the counted connections are gone. */
  #count(socket: Socket): void {
    this.#connections++;
    socket.once('close', () => {
      this.#connections--;
    });
  }

  async #apply(prepared: Prepared, rules: CollectorRules): Promise<void> {
    await prepared.gateOfRules.prepare(rules);
    await prepared.listeners.useCertificates(rules.settings.https.certificates);
    prepared.collector.applyRules(rules);
  }

  /** A second order can only bring the end nearer. */
  #drain({ idleGraceMs, drainMs }: OrderOf<'drain'>): void {
    const nowMs = systemClock.monotonic();
    const idleEndsMs = nowMs + idleGraceMs;
    const endsMs = nowMs + drainMs;
    if (this.#deadlines) {
      this.#deadlines.idleEndsMs = Math.min(this.#deadlines.idleEndsMs, idleEndsMs);
      this.#deadlines.endsMs = Math.min(this.#deadlines.endsMs, endsMs);
      return;
    }
    const deadlines = { idleEndsMs, endsMs };
    this.#deadlines = deadlines;
    this.#prepared?.listeners.close();
    this.#prepared?.collector.retireConnections(1);
    let quietChecks = 0;
    const waiting = setInterval(() => {
      // Again each time, for a TLS handshake under way brings a new connection.
      this.#prepared?.collector.retireConnections(1);
      quietChecks = this.#connections > 0 ? 0 : quietChecks + 1;
      if (quietChecks < 2 && systemClock.monotonic() < deadlines.idleEndsMs) return;
      clearInterval(waiting);
      void this.#end(deadlines);
    }, quietCheckMs);
  }

  async #end(deadlines: Deadlines): Promise<void> {
    const prepared = this.#prepared;
    if (prepared) {
      const { collector, meter, sampling, runFile } = prepared;
      clearInterval(sampling);
      meter.close();
      await collector.close(Math.max(0, deadlines.endsMs - systemClock.monotonic())).catch((err: unknown) => {
        this.#logger.error({ err }, 'a worker could not seal; its segment is recovered by the supervisor');
      });
      rmSync(runFile, { force: true });
      this.#send({ kind: 'leaving', metrics: await collector.registry.getMetricsAsJSON() }, this.#leave);
      return;
    }
    this.#leave();
  }
}
