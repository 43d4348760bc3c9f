import { createServer, type Server, type Socket } from 'node:net';
import { type Clock, type Logger, silentLogger, systemClock } from '@millstream/core';
import { Registry } from 'prom-client';
import { RateLimits } from '../limits/rate-limits.ts';
import { CollectorMetrics } from '../metrics/collector-metrics.ts';
import { ProjectStore } from '../sinks/project-store.ts';
import { refusal } from './answer.ts';
import { rawRefusal } from './answer-head.ts';
import type { CollectorProject, CollectorRules } from './collector-rules.ts';
import { type CompiledRules, compileRules } from './compiled-rules.ts';
import { Connection } from './connection.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { AnswerEndings, FastLane } from './fast-lane.ts';
import { Inflater } from './inflate.ts';
import type { LaneContext } from './lane-context.ts';
import { NodeLane } from './node-lane.ts';
import { RecordLines } from './record-line.ts';
import { type RefusalReport, RefusalSample } from './refusal-sample.ts';
import { RequestIds } from './request-id.ts';
import { RequestNotes } from './request-notes.ts';
import type { SenderGate } from './sender-gate.ts';

/** What a collector needs. */
export interface CollectorOptions {
  readonly rules: CollectorRules;
  /** Letters, digits and dots; unique for each start of a process, names its segments. */
  readonly writer: string;
  /** Sign-in of senders; without one, guarded paths answer 401. */
  readonly gate?: SenderGate;
  /** @default systemClock */
  readonly clock?: Clock;
  /** @default silentLogger */
  readonly logger?: Logger;
  /** Where metrics are registered. @default a registry of its own */
  readonly registry?: Registry;
  /** Which lanes serve; the node lane alone is for comparison. @default 'both' */
  readonly lanes?: 'both' | 'node';
  /** Told a bounded sample of the refused requests, at most twice a second. @default nobody */
  readonly onRefused?: (report: RefusalReport) => void;
  /** Told the file name of each sealed segment, in its project's `sealed` folder. */
  readonly onSealed?: (project: CollectorProject, fileName: string) => void;
}

/** A collector in this process. */
export interface Collector {
  /** Not listening; accepts plain connections once its owner lets it listen. */
  readonly server: Server;
  readonly registry: Registry;
  /** Serves an accepted connection, plain or TLS. */
  handleConnection(socket: Socket): void;
  /** Replaces the rules at once: the next request sees the new ones, requests under way finish by the old. */
  applyRules(rules: CollectorRules): void;
  /**
   * Ends this share (0 to 1) of the open connections, each with its next answer, which says so: no request is lost when
   * clients are to find another worker. An idle connection stays until its next request.
   */
  retireConnections(share: number): void;
  /** Makes everything answered so far visible to processing. */
  seal(): Promise<void>;
  /** True while requests can be accepted and made durable. */
  isHealthy(): boolean;
  /**
   * Stops accepting, answers what is under way (for at most `drainMs`, default 30,000), makes it durable and seals.
   */
  close(drainMs?: number): Promise<void>;
}

const requestTooSlow = refusal('REQUEST_TOO_SLOW');

class CollectorWorker implements Collector {
  readonly server: Server;
  readonly registry: Registry;
  readonly #options: CollectorOptions;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #metrics: CollectorMetrics;
  readonly #rateLimits: RateLimits;
  readonly #stores = new Map<string, ProjectStore>();
  readonly #watch: ConnectionWatch;
  readonly #context: LaneContext;
  readonly #endings: AnswerEndings;
  readonly #notes: RequestNotes;
  readonly #refusals: RefusalSample | null;
  readonly #lanes = new WeakMap<Connection, FastLane>();
  #nodeLane: NodeLane;
  #rules: CompiledRules;
  #isClosing = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#logger = options.logger ?? silentLogger;
    this.registry = options.registry ?? new Registry();
    this.#rateLimits = new RateLimits(this.#clock);
    this.#metrics = new CollectorMetrics(this.registry, {
      unsyncedBytes: () => this.#unsyncedBytes(),
      freeBytes: () => Math.min(...this.#rules.stores.map((store) => store.guard.freeBytes)),
      connections: () => this.#watch.connections.size,
      oldestSegmentAgeMs: () =>
        Math.max(0, ...[...this.#stores.values()].map((store) => store.oldestSegmentAgeMs)),
    });
    this.#refusals = options.onRefused ? new RefusalSample(options.onRefused) : null;
    this.#notes = new RequestNotes({
      metrics: this.#metrics,
      refusals: this.#refusals,
      writer: options.writer,
      clock: this.#clock,
      logger: this.#logger,
    });
    this.#rules = this.#compile(options.rules);
    this.#watch = new ConnectionWatch(
      this.#clock,
      () => this.#rules.settings.limits,
      (connection, isMidRequest) => this.#expire(connection, isMidRequest),
    );
    this.#context = this.#createContext();
    this.#endings = new AnswerEndings(this.#context);
    this.#nodeLane = new NodeLane(this.#context);
    const serverOptions = {
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: 60_000,
    };
    this.server = createServer(serverOptions, (socket) => this.handleConnection(socket));
  }

  handleConnection(socket: Socket): void {
    if (this.#isClosing) {
      socket.destroy();
      return;
    }
    const connection = new Connection(socket);
    this.#watch.add(connection);
    if (this.#options.lanes === 'node') {
      this.#nodeLane.take(connection);
      return;
    }
    const handOver = () => {
      this.#lanes.delete(connection);
      this.#nodeLane.take(connection);
    };
    this.#lanes.set(
      connection,
      new FastLane(this.#context, connection, { endings: this.#endings, handOver }),
    );
  }

  applyRules(rules: CollectorRules): void {
    const before = this.#rules.settings.limits;
    this.#rules = this.#compile(rules);
    const { limits } = rules.settings;
    const isSameParser =
      before.maxHeaderBytes === limits.maxHeaderBytes &&
      before.maxRequestLineBytes === limits.maxRequestLineBytes &&
      before.keepAliveMs === limits.keepAliveMs;
    if (!rules.settings.accessLog) void this.#notes.closeAccessLogs();
    // Connections of the former parser stay with it until they end.
    if (!isSameParser) this.#nodeLane = new NodeLane(this.#context);
  }

  retireConnections(share: number): void {
    let due = 0;
    for (const connection of this.#watch.connections) {
      due += share;
      if (due < 1) continue;
      due -= 1;
      connection.isRetiring = true;
    }
  }

  async seal(): Promise<void> {
    await Promise.all([...this.#stores.values()].map((store) => store.seal()));
  }

  isHealthy(): boolean {
    return !this.#isClosing && this.#rules.stores.every((store) => store.isHealthy);
  }

  async close(drainMs = 30_000): Promise<void> {
    this.#isClosing = true;
    if (this.server.listening) this.server.close();
    await this.#drain(drainMs);
    this.#watch.stop();
    this.#refusals?.flush();
    await Promise.all([...this.#stores.values()].map((store) => store.close()));
    await this.#notes.closeAccessLogs();
  }

  #compile(rules: CollectorRules): CompiledRules {
    const { settings } = rules;
    const compiled = compileRules(rules, {
      storeOf: (project) => this.#storeOf(project, rules),
      countsOf: (appId) => this.#metrics.countsOf(appId),
    });
    for (const store of compiled.stores) store.configure(settings);
    this.#rateLimits.configure(settings.rateLimit);
    return compiled;
  }

  /** The store of a project that left the rules stays open for requests under way; it costs nothing. */
  #storeOf(project: CollectorProject, rules: CollectorRules): ProjectStore {
    const key = project.layout.wal;
    let store = this.#stores.get(key);
    if (!store) {
      const { onSealed, writer } = this.#options;
      store = new ProjectStore({
        layout: project.layout,
        writer,
        clock: this.#clock,
        logger: this.#logger,
        settings: rules.settings,
        onBatch: (batch) => this.#metrics.batchSynced(batch),
        onSealed: (fileName, durationMs) => {
          this.#metrics.segmentSealed(durationMs);
          onSealed?.(project, fileName);
        },
      });
      this.#stores.set(key, store);
    }
    return store;
  }

  #createContext(): LaneContext {
    const arriving = { bytes: 0 };
    const inflater = new Inflater();
    return {
      clock: this.#clock,
      logger: this.#logger,
      ids: new RequestIds(),
      gate: this.#options.gate ?? null,
      watch: this.#watch,
      arriving,
      acceptance: {
        lines: new RecordLines(),
        inflater,
        rateLimits: this.#rateLimits,
        waitingBytes: () => arriving.bytes + inflater.waitingBytes + this.#unsyncedBytes(),
      },
      rules: () => this.#rules,
      isClosing: () => this.#isClosing,
      isHealthy: () => this.isHealthy(),
      answered: (exchange, answer, connection) => this.#notes.answered(exchange, answer, connection),
      refusedUnread: (answer) => this.#notes.refusedUnread(answer),
    };
  }

  #unsyncedBytes(): number {
    let bytes = 0;
    for (const store of this.#rules.stores) bytes += store.commit.unsyncedBytes;
    return bytes;
  }

  #expire(connection: Connection, isMidRequest: boolean): void {
    const { socket } = connection;
    if (!isMidRequest || !socket.writable) {
      socket.destroy();
      return;
    }
    this.#context.refusedUnread(requestTooSlow);
    const nowMs = this.#clock.now();
    socket.end(rawRefusal(requestTooSlow, this.#context.ids.next(nowMs), nowMs), () => socket.destroy());
  }

  /** Idle connections end now, the others with their next answer, and what is left at the deadline is cut. */
  async #drain(drainMs: number): Promise<void> {
    const { connections } = this.#watch;
    const isOver = new Promise<void>((resolve) => {
      const endIfEmpty = () => {
        if (connections.size === 0) resolve();
      };
      for (const connection of connections) {
        connection.socket.once('close', () => setImmediate(endIfEmpty));
        if (this.#isIdle(connection)) connection.socket.end(() => connection.socket.destroy());
      }
      endIfEmpty();
    });
    let deadline: NodeJS.Timeout | undefined;
    const isLate = new Promise<void>((resolve) => {
      deadline = setTimeout(resolve, drainMs);
    });
    await Promise.race([isOver, isLate]);
    clearTimeout(deadline);
    for (const connection of connections) connection.socket.destroy();
  }

  #isIdle(connection: Connection): boolean {
    return connection.phase === 'between-requests' && !this.#lanes.get(connection)?.isBusy;
  }
}

/** Makes a collector; it serves once its server listens or connections are handed to it. */
export function createCollector(options: CollectorOptions): Collector {
  return new CollectorWorker(options);
}
