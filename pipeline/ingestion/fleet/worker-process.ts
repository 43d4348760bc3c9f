import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { CodedError, type Logger } from '@millstream/core';
import type { MetricObject } from 'prom-client';
import type { RefusalReport } from '../http/refusal-sample.ts';
import { type BoundListener, isAmong } from './bound-listeners.ts';
import type { InheritedListener, OrderOf, WorkerLoad, WorkerOrder, WorkerReport } from './worker-messages.ts';

/** Standard streams and the channel take the descriptors 0 to 3 of a worker. */
const firstInheritedFd = 4;
const mainFile = new URL('./worker-main.ts', import.meta.url);

/** What happens in a worker, for its supervisor. */
export interface WorkerEvents {
  onLoad(load: WorkerLoad): void;
  onSealed(projectId: string, fileName: string): void;
  onRefused(report: RefusalReport): void;
  /** Counts of a worker that leaves in order. */
  onLeaving(metrics: readonly MetricObject[]): void;
  /** The process is gone, for whatever reason; nothing comes after this. */
  onExit(code: number | null, signal: string | null): void;
}

interface Waiting {
  resolve(metrics: readonly MetricObject[]): void;
  reject(error: unknown): void;
}

/** The outside of one worker process. */
export class WorkerProcess {
  readonly writer: string;
  /** The sockets that it inherited, in the order of their descriptors. */
  readonly listeners: readonly BoundListener[];
  lastLoad: WorkerLoad | null = null;
  readonly #child: ChildProcess;
  readonly #events: WorkerEvents;
  readonly #logger: Logger;
  readonly #waiting = new Map<number, Waiting>();
  readonly #exited: Promise<void>;
  #nextId = 1;
  #isGone = false;

  constructor(options: {
    readonly writer: string;
    readonly listeners: readonly BoundListener[];
    readonly execArgv: readonly string[];
    readonly events: WorkerEvents;
    readonly logger: Logger;
  }) {
    this.writer = options.writer;
    this.listeners = options.listeners;
    this.#events = options.events;
    this.#logger = options.logger;
    const descriptors = options.listeners.map(({ socket }) => socket.fd());
    this.#child = fork(mainFile, {
      execArgv: [...options.execArgv],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', ...descriptors],
    });
    this.#child.on('message', (message) => {
      if (isReport(message)) this.#hear(message);
    });
    this.#exited = this.#watchExit();
  }

  /** Process id; 0 when the process could not be started. */
  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Whether the process is gone. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Resolves when the process is gone. */
  get exited(): Promise<void> {
    return this.#exited;
  }

  /** Creates the collector in the worker, which then stays idle. */
  async prepare(order: Omit<OrderOf<'prepare'>, 'kind' | 'writer' | 'listeners'>): Promise<void> {
    const listeners = this.listeners.map(
      ({ spec, address }, index): InheritedListener => ({
        fd: firstInheritedFd + index,
        protocol: spec.protocol,
        host: spec.host,
        port: address.port,
      }),
    );
    await this.order({ kind: 'prepare', writer: this.writer, listeners, ...order });
  }

  /** Gives an order and waits for its answer; rejects with the worker's error, or when it dies first. */
  order(order: OrderOf<WorkerOrder['kind']>): Promise<readonly MetricObject[]> {
    return new Promise((resolve, reject) => {
      if (this.#isGone || !this.#child.connected) {
        reject(workerGone());
        return;
      }
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      // A failed send is followed by the exit, which rejects what waits.
      this.#child.send({ ...order, id }, () => undefined);
    });
  }

  /** Stops accepting on all listeners that are not among `kept`. */
  async release(kept: readonly BoundListener[]): Promise<void> {
    const descriptors = this.listeners.flatMap((listener, index) =>
      isAmong(kept, listener) ? [] : [firstInheritedFd + index],
    );
    await this.order({ kind: 'release', descriptors });
  }

  /** Ends the process at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** The channel may still hold reports when the process has ended, so its end is waited for as well. */
  async #watchExit(): Promise<void> {
    const child = this.#child;
    const isStarted = await new Promise<boolean>((resolve) => {
      child.once('spawn', () => resolve(true));
      child.on('error', (err) => {
        this.#logger.error({ err, worker: this.writer }, 'a collector worker cannot be started or reached');
        if (child.pid === undefined) resolve(false);
      });
    });
    if (isStarted && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    if (child.connected) await once(child, 'disconnect');
    this.#isGone = true;
    for (const waiting of this.#waiting.values()) waiting.reject(workerGone());
    this.#waiting.clear();
    this.#events.onExit(child.exitCode, child.signalCode);
  }

  #hear(report: WorkerReport): void {
    switch (report.kind) {
      case 'done':
        this.#settle(report.id)?.resolve(report.metrics ?? []);
        break;
      case 'failed':
        this.#settle(report.id)?.reject(new CodedError(report.code, report.details));
        break;
      case 'load':
        this.lastLoad = report.load;
        this.#events.onLoad(report.load);
        break;
      case 'sealed':
        this.#events.onSealed(report.projectId, report.fileName);
        break;
      case 'refused':
        this.#events.onRefused(report.report);
        break;
      case 'log':
        this.#logger[report.level]({ ...report.fields, worker: this.writer }, report.message);
        break;
      case 'leaving':
        this.#events.onLeaving(report.metrics);
        break;
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

function isReport(message: unknown): message is WorkerReport {
  return typeof message === 'object' && message !== null && 'kind' in message;
}

function workerGone(): Error {
  return new Error('the worker is gone');
}
