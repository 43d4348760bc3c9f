import { join } from 'node:path';
import { asCodedError } from '@millstream/core';
import type { MetricObject } from 'prom-client';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { CertificateFiles } from '../tls/certificate-set.ts';
import type { BoundListener } from './bound-listeners.ts';
import { ConnectionSpreading } from './connection-spreading.ts';
import { CrewMember } from './crew-member.ts';
import type { CrewOptions } from './crew-options.ts';
import { CrewSize } from './crew-size.ts';
import { type FleetStats, fleetStats, type WorkerState } from './fleet-stats.ts';
import { restartDelayMs } from './restart-delay.ts';
import type { WorkerLoad } from './worker-messages.ts';
import { WorkerProcess } from './worker-process.ts';

/** Workers that die one after the other before they serve make a start or a move fail after this many. */
const hopelessDeaths = 3;

/** What workers of one generation have in common. */
interface Generation {
  readonly number: number;
  readonly listeners: readonly BoundListener[];
  readonly certificates: readonly CertificateFiles[];
}

/**
 * Keeps the wanted number of workers serving and warm. Whatever happens ends in `#reconcile`, which compares what is with
 * what is wanted and sets off what is missing, so the order in which things happen does not matter.
 */
export class Crew {
  readonly #options: CrewOptions;
  readonly #members = new Set<CrewMember>();
  readonly #size: CrewSize;
  readonly #goings = new Set<Promise<void>>();
  #rules: CollectorRules;
  #generation: Generation;
  #generationCount = 1;
  #startCount = 0;
  readonly #spreading = new ConnectionSpreading();
  #earlyDeaths = 0;
  #lastFailure: unknown = null;
  #startTimer: NodeJS.Timeout | null = null;
  #isClosing = false;
  #changed: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#rules = options.rules;
    const { certificates } = options.rules.settings.https;
    this.#generation = { number: 1, listeners: options.listeners, certificates };
    this.#size = new CrewSize({ ...options, workers: options.rules.settings.workers });
  }

  /** Resolves when the minimum serves; rejects when workers do nothing but die. */
  async start(): Promise<void> {
    this.#reconcile();
    await this.#untilServing();
  }

  /** Gives rules with the same addresses to every worker; resolves when all that serve work by them. */
  async apply(rules: CollectorRules): Promise<void> {
    this.#rules = rules;
    const { https } = rules.settings;
    if (https.enabled) this.#generation = { ...this.#generation, certificates: https.certificates };
    const told = [...this.#members].filter(({ state }) => state !== 'starting' && state !== 'draining');
    const telling = told.map((member) => member.tell(rules));
    this.#reconcile();
    await Promise.all(telling);
  }

  /** Serves other addresses by new workers, then lets the old ones go; resolves when the old ones accept no more. */
  async move(rules: CollectorRules, listeners: readonly BoundListener[]): Promise<void> {
    const before = { rules: this.#rules, generation: this.#generation };
    const { https } = rules.settings;
    // Without HTTPS, secure addresses that are served a little longer keep their certificates.
    const certificates = https.enabled ? https.certificates : before.generation.certificates;
    this.#rules = rules;
    this.#generation = { number: ++this.#generationCount, listeners, certificates };
    this.#startAfresh();
    try {
      await this.#untilServing();
    } catch (error) {
      this.#rules = before.rules;
      this.#generation = before.generation;
      this.#startAfresh();
      throw error;
    }
    // Orders are carried out in turn, so the answer to any later one tells that a drain has begun.
    await Promise.all(this.#inState('draining').map((member) => member.sendAway(1)));
  }

  /** Serves only these of its addresses from now on. */
  async release(kept: readonly BoundListener[]): Promise<void> {
    this.#generation = { ...this.#generation, listeners: kept };
    const releasing = [...this.#members].map(({ worker }) => worker.release(kept).catch(() => undefined));
    await Promise.all(releasing);
  }

  stats(): FleetStats {
    const workers = [...this.#members].map((member) => member.stats());
    return fleetStats(workers, this.#size.decision);
  }

  /** Metrics of each worker that answers in time. */
  async metrics(): Promise<(readonly MetricObject[])[]> {
    return await Promise.all(this.#inState('serving', 'draining').map((member) => member.metrics()));
  }

  /** Lets every worker go; resolves when all are gone and what they left is recovered. */
  async close(): Promise<void> {
    this.#isClosing = true;
    if (this.#startTimer) clearTimeout(this.#startTimer);
    for (const member of this.#members) this.#dismiss(member, this.#options.timing.stopGraceMs);
    await Promise.all([...this.#members].map(({ worker }) => worker.exited));
    await Promise.all(this.#goings);
    this.#notify();
  }

  #inState(...states: WorkerState[]): CrewMember[] {
    return [...this.#members].filter(({ state }) => states.includes(state));
  }

  #isCurrent({ generation }: CrewMember): boolean {
    return generation === this.#generation.number;
  }

  #currentIn(...states: WorkerState[]): CrewMember[] {
    return this.#inState(...states).filter((member) => this.#isCurrent(member));
  }

  #reconcile(): void {
    if (this.#isClosing) return;
    const serving = this.#currentIn('serving');
    this.#size.settle(this.#rules.settings.workers, serving.length);
    const { wanted, warm } = this.#size;
    const coming = this.#currentIn('promoting');
    const ready = this.#currentIn('warm');
    const missing = Math.max(0, wanted - serving.length - coming.length);
    for (const member of ready.splice(0, missing)) this.#promote(member);
    this.#startMissing(wanted + warm);
    for (const member of serving.slice(wanted)) this.#dismiss(member);
    for (const member of ready.slice(warm)) this.#dismiss(member);
    for (const member of this.#members) {
      const isServing = member.state === 'serving';
      if (this.#isCurrent(member) || member.state === 'draining') continue;
      if (!isServing || serving.length >= wanted) this.#dismiss(member);
    }
    this.#notify();
  }

  /** Deaths of other generations say nothing about this one. */
  #startAfresh(): void {
    this.#earlyDeaths = 0;
    if (this.#startTimer) clearTimeout(this.#startTimer);
    this.#startTimer = null;
    this.#reconcile();
  }

  #startMissing(wantedAlive: number): void {
    const alive = this.#currentIn('starting', 'warm', 'promoting', 'serving');
    const missing = wantedAlive - alive.length;
    if (missing <= 0 || this.#startTimer) return;
    const delayMs = restartDelayMs(this.#earlyDeaths);
    if (delayMs === 0) {
      for (let count = 0; count < missing; count++) this.#startWorker();
      return;
    }
    // One by one while workers die: a start that succeeds sets off the others.
    this.#startTimer = setTimeout(() => {
      this.#startTimer = null;
      this.#startWorker();
    }, delayMs);
  }

  #startWorker(): void {
    const { logger, timing, execArgv, keyDirectory, runDirectory, startMark } = this.#options;
    this.#startCount++;
    const { number: generation, listeners, certificates } = this.#generation;
    const writer = `w${this.#startCount}.${startMark}`;
    const worker: WorkerProcess = new WorkerProcess({
      writer,
      listeners,
      execArgv,
      logger,
      events: {
        onLoad: (load) => this.#noteLoad(member, load),
        onSealed: this.#options.onSealed,
        onRefused: this.#options.onRefused,
        onLeaving: this.#options.onLeaving,
        onExit: (code, signal) => this.#gone(member, { code, signal }),
      },
    });
    const member = new CrewMember(worker, generation, this.#rules);
    this.#members.add(member);
    void this.#attempt(member, async () => {
      const { sampleMs, certificateCheckMs } = timing;
      const runFile = join(runDirectory, writer);
      const { rules } = member;
      await worker.prepare({ rules, certificates, keyDirectory, runFile, sampleMs, certificateCheckMs });
      if (this.#isCurrent(member)) await worker.release(this.#generation.listeners);
      while (member.rules !== this.#rules) await member.tell(this.#rules);
      if (member.state === 'starting') member.state = 'warm';
    });
  }

  #promote(member: CrewMember): void {
    member.state = 'promoting';
    const startedMs = this.#options.clock.monotonic();
    void this.#attempt(member, async () => {
      await member.worker.order({ kind: 'serve' });
      if (member.state !== 'promoting') return;
      member.state = 'serving';
      this.#earlyDeaths = 0;
      this.#size.measureAnew();
      const { writer, pid } = member.worker;
      const durationMs = Math.round(this.#options.clock.monotonic() - startedMs);
      this.#options.logger.info({ worker: writer, pid, durationMs }, 'a collector worker serves');
      this.#spreading.joined(member, this.#currentIn('serving'));
    });
  }

  /** A worker that cannot do what it was asked to is ended; its exit sets off what follows. */
  async #attempt(member: CrewMember, action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.#reconcile();
    } catch (error) {
      if (member.state === 'draining') return;
      this.#lastFailure = error;
      member.worker.kill();
    }
  }

  #dismiss(member: CrewMember, idleGraceMs = this.#options.timing.idleGraceMs): void {
    this.#size.forget(member.worker.writer);
    member.dismiss(idleGraceMs, this.#options.timing.drainMs);
  }

  #noteLoad(member: CrewMember, measured: WorkerLoad): void {
    if (member.state !== 'serving') return;
    this.#spreading.sampled(() => this.#currentIn('serving'));
    this.#size.note(member.worker.writer, this.#options.judgeLoad(measured, member.worker.writer));
    this.#reconcile();
  }

  #gone(member: CrewMember, how: { code: number | null; signal: string | null }): void {
    const { worker, state } = member;
    this.#members.delete(member);
    this.#size.forget(worker.writer);
    const going = this.#options.onGone(worker.writer).catch((error: unknown) => {
      this.#options.logger.error(
        { err: asCodedError(error) },
        'a worker that is gone could not be tidied up',
      );
    });
    this.#goings.add(going);
    void going.then(() => this.#goings.delete(going));
    if (state !== 'draining') {
      if (state !== 'serving') this.#earlyDeaths++;
      const { writer, pid } = worker;
      this.#options.logger.error({ worker: writer, pid, state, ...how }, 'a collector worker died');
    }
    this.#reconcile();
  }

  /** Waits until as many workers as wanted serve the addresses in force, and no others accept. */
  async #untilServing(): Promise<void> {
    for (;;) {
      const serving = this.#inState('serving');
      const current = serving.filter((member) => this.#isCurrent(member));
      if (current.length >= this.#size.wanted && current.length === serving.length) return;
      if (this.#isClosing) throw new Error('the fleet closes');
      if (this.#earlyDeaths >= hopelessDeaths) throw asCodedError(this.#lastFailure);
      await this.#changed.promise;
    }
  }

  #notify(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
