import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CollectorRules } from '../http/collector-rules.ts';
import { loadCertificates } from '../tls/certificate-set.ts';
import {
  areSameSpecs,
  type BoundListener,
  bindListeners,
  isAmong,
  type ListenerSpec,
  listenerSpecs,
  releaseListeners,
} from './bound-listeners.ts';
import { Crew } from './crew.ts';
import { DeadWriters } from './dead-writers.ts';
import { FleetMetrics } from './fleet-metrics.ts';
import { defaultTiming, type FleetOptions, workerExecArgv } from './fleet-options.ts';
import type { FleetStats } from './fleet-stats.ts';
import { outwaitLeftWorkers } from './left-workers.ts';

/** Collector processes that serve the same addresses. */
export interface Fleet {
  /** Base address for plain requests, for example `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Base address for secure requests; null while HTTPS is off. */
  readonly secureUrl: string | null;
  /**
   * Brings rules into force; resolves when every serving worker works by them. When addresses or protocols change, new
   * workers serve the new ones before the old workers leave.
   * @throws CodedError PORT_UNAVAILABLE or TLS_CERTIFICATE_INVALID, and then the old rules stay in force
   */
  update(rules: CollectorRules): Promise<void>;
  stats(): FleetStats;
  /** Prometheus text of all workers together. */
  metrics(): Promise<string>;
  /** Stops accepting, finishes requests, seals, and resolves when every worker is gone. */
  close(): Promise<void>;
}

/**
 * Starts collector workers under this process; resolves when the minimum serves. Segments that earlier runs left open
 * are recovered first.
 * @throws CodedError PORT_UNAVAILABLE, TLS_CERTIFICATE_INVALID, DATA_DIRECTORY_IN_USE
 */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { dataDir, clock, logger, rules } = options;
  const timing = { ...defaultTiming, ...options.timing };
  const runDirectory = join(dataDir, 'run', 'collectors');
  const startMark = `${clock.now().toString(36)}${randomBytes(2).toString('hex')}`;
  const retryMs = timing.recoveryRetryMs;
  const deadWriters = new DeadWriters({ clock, logger, onSealed: options.onSealed, retryMs });
  const metrics = new FleetMetrics();
  await checkCertificates(rules);
  const patienceMs = timing.drainMs + 5000;
  await outwaitLeftWorkers({ runDirectory, dataDir, patienceMs, clock, logger });
  deadWriters.know(rules.projects);
  // What fails now is tried again when workers of this start write beside it.
  await deadWriters.recover((writer) => !writer.endsWith(`.${startMark}`));
  let listeners = await bindListeners(listenerSpecs(rules.settings), []);
  const crew = new Crew({
    rules,
    listeners,
    timing,
    clock,
    logger,
    startMark,
    runDirectory,
    keyDirectory: join(dataDir, 'keys', 'sender-sessions'),
    execArgv: options.execArgv ?? workerExecArgv,
    judgeLoad: options.judgeLoad ?? ((measured) => measured),
    onSealed: options.onSealed,
    onRefused: options.onRefused ?? (() => undefined),
    onLeaving: (counts) => metrics.keep(counts),
    onGone: async (writer) => {
      await deadWriters.recover((candidate) => candidate === writer);
      await rm(join(runDirectory, writer), { force: true });
    },
  });
  try {
    await crew.start();
  } catch (error) {
    await crew.close();
    releaseListeners(listeners);
    throw error;
  }

  /** Addresses that the settings name no more, served a little longer. */
  let leaving: readonly BoundListener[] = [];
  let leavingTimer: NodeJS.Timeout | undefined;

  /** A later move may have come in between; then the overlap is that one's to end. */
  async function endOverlap(left: readonly BoundListener[]): Promise<void> {
    if (leaving !== left) return;
    leaving = [];
    await crew.release(listeners);
    releaseListeners(left);
  }

  async function update(next: CollectorRules): Promise<void> {
    await checkCertificates(next);
    deadWriters.know(next.projects);
    const specs = listenerSpecs(next.settings);
    const specsInForce = listeners.map(({ spec }) => spec);
    if (areSameSpecs(specs, specsInForce)) await crew.apply(next);
    else await move(next, specs);
  }

  async function move(next: CollectorRules, specs: readonly ListenerSpec[]): Promise<void> {
    const held = [...listeners, ...leaving];
    const bound = await bindListeners(specs, held);
    const left = listeners.filter((listener) => !isAmong(bound, listener));
    try {
      await crew.move(next, [...bound, ...left]);
    } catch (error) {
      releaseListeners(bound.filter((listener) => !isAmong(held, listener)));
      throw error;
    }
    clearTimeout(leavingTimer);
    releaseListeners(leaving.filter((listener) => !isAmong(bound, listener)));
    listeners = bound;
    leaving = left;
    leavingTimer = setTimeout(() => {
      updating = updating.then(() => endOverlap(left));
    }, timing.overlapMs);
  }

  let updating: Promise<unknown> = Promise.resolve();
  let closing: Promise<void> | null = null;
  return {
    get url() {
      return urlOf(listeners, 'plain') ?? '';
    },
    get secureUrl() {
      return urlOf(listeners, 'secure');
    },
    update(next) {
      const result = updating.then(() => update(next));
      updating = result.catch(() => undefined);
      return result;
    },
    stats: () => crew.stats(),
    metrics: async () => await metrics.text(await crew.metrics(), crew.stats()),
    close() {
      closing ??= (async () => {
        await updating;
        clearTimeout(leavingTimer);
        await crew.close();
        releaseListeners([...listeners, ...leaving]);
        await deadWriters.stop();
      })();
      return closing;
    },
  };
}

/** Broken certificates are found here, before any worker hears of them. */
async function checkCertificates({ settings }: CollectorRules): Promise<void> {
  if (settings.https.enabled) await loadCertificates(settings.https.certificates);
}

function urlOf(listeners: readonly BoundListener[], protocol: 'plain' | 'secure'): string | null {
  const listener = listeners.find(({ spec }) => spec.protocol === protocol);
  if (!listener) return null;
  const { address, family, port } = listener.address;
  const host = family === 'IPv6' ? `[${address}]` : address;
  return `${protocol === 'plain' ? 'http' : 'https'}://${host}:${port}`;
}
