import { type Clock, CodedError } from '@millstream/core';
import type { QueryProgress } from '@millstream/modeling';

/** A query that waits or runs. */
export interface RunningQuery extends QueryProgress {
  readonly id: string;
  /** What it is for, in words of the interface: `funnel`, `lifecycle overview`. */
  readonly purpose: string;
  readonly state: 'waiting' | 'running';
  readonly elapsedMs: number;
}

/** What a query is given to run with. */
export interface DeskRun {
  /** Aborts when everybody who asked has gone. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: QueryProgress) => void;
}

/** A question to the desk. */
export interface DeskQuestion {
  /** Named by the one who asks, to follow and cancel it. */
  readonly id: string;
  readonly purpose: string;
  /** Equal questions have one answer; null = never shared. */
  readonly key: string | null;
  /** Withdraws the question. */
  readonly signal?: AbortSignal;
}

interface Job {
  readonly key: string | null;
  readonly purpose: string;
  readonly startedMs: number;
  readonly abort: AbortController;
  readonly askers: Set<string>;
  readonly answer: Promise<unknown>;
  progress: QueryProgress;
  isRunning: boolean;
}

interface Kept {
  readonly answer: unknown;
  readonly untilMs: number;
}

/** How long an answer stands for equal questions. */
const keptMs = 60_000;
/** Answers kept at most. */
const mostKept = 200;
const unknownProgress: QueryProgress = { percent: null, rowsRead: null };

/**
 * Where queries line up: few run at a time, so that many open pages cannot take the machine; equal questions share one
 * run and its answer; each can be followed and cancelled by id.
 */
export class QueryDesk {
  readonly #clock: Clock;
  readonly #slots: number;
  readonly #jobs = new Map<string, Job>();
  readonly #byKey = new Map<string, Job>();
  readonly #kept = new Map<string, Kept>();
  readonly #line: (() => void)[] = [];
  readonly #withdrawals = new Map<string, () => void>();
  #busy = 0;
  #generation = 0;

  constructor(options: { readonly slots: number; readonly clock: Clock }) {
    this.#slots = options.slots;
    this.#clock = options.clock;
  }

  /** Answers a question. @throws CodedError QUERY_CANCELLED when it is withdrawn, QUERY_ID_IN_USE, and what the work throws */
  async ask<T>(question: DeskQuestion, work: (run: DeskRun) => Promise<T>): Promise<T> {
    const { id, key, signal } = question;
    const kept = key === null ? undefined : this.#keptAnswer(key);
    if (kept !== undefined) return kept.answer as T;
    if (this.#jobs.has(id)) throw new CodedError('QUERY_ID_IN_USE', { id });
    const job = (key === null ? undefined : this.#byKey.get(key)) ?? this.#start(question, work);
    job.askers.add(id);
    this.#jobs.set(id, job);
    const cancel = () => this.cancel(id);
    signal?.addEventListener('abort', cancel, { once: true });
    if (signal?.aborted) cancel();
    try {
      return (await Promise.race([job.answer, this.#withdrawn(id, job)])) as T;
    } finally {
      signal?.removeEventListener('abort', cancel);
      this.#withdrawals.delete(id);
      this.#jobs.delete(id);
    }
  }

  /** Withdraws a question; the engine stops when nobody else has asked the same. Answers whether it was there. */
  cancel(id: string): boolean {
    const job = this.#jobs.get(id);
    if (job === undefined) return false;
    job.askers.delete(id);
    if (job.askers.size === 0) {
      job.abort.abort();
      // Whoever asks the same from now on must not share a run that is being stopped.
      this.#end(job);
    }
    this.#withdrawals.get(id)?.();
    return true;
  }

  /** Everything that waits or runs, oldest first. */
  list(): readonly RunningQuery[] {
    return [...this.#jobs].map(([id, job]) => ({
      id,
      purpose: job.purpose,
      state: job.isRunning ? 'running' : 'waiting',
      elapsedMs: this.#clock.now() - job.startedMs,
      ...job.progress,
    }));
  }

  /** Forgets kept answers: the data or its description changed. What runs now is not kept either. */
  forget(): void {
    this.#generation += 1;
    this.#kept.clear();
  }

  #withdrawn(id: string, job: Job): Promise<never> {
    return new Promise((_, reject) => {
      const withdraw = () => reject(new CodedError('QUERY_CANCELLED'));
      this.#withdrawals.set(id, withdraw);
      if (!job.askers.has(id)) withdraw();
    });
  }

  #keptAnswer(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined || kept.untilMs > this.#clock.now()) return kept;
    this.#kept.delete(key);
    return undefined;
  }

  #start<T>({ purpose, key }: DeskQuestion, work: (run: DeskRun) => Promise<T>): Job {
    const abort = new AbortController();
    const generation = this.#generation;
    const run = async (): Promise<T> => {
      await this.#enter(abort.signal);
      job.isRunning = true;
      try {
        return await work({
          signal: abort.signal,
          onProgress: (progress) => {
            job.progress = progress;
          },
        });
      } finally {
        this.#leave();
      }
    };
    const job: Job = {
      key,
      purpose,
      startedMs: this.#clock.now(),
      abort,
      askers: new Set(),
      // A later turn, so that `job` exists when the work begins.
      answer: Promise.resolve().then(run),
      progress: unknownProgress,
      isRunning: false,
    };
    if (key !== null) this.#byKey.set(key, job);
    job.answer.then(
      (answer) => {
        if (key !== null && generation === this.#generation) this.#keep(key, answer);
        this.#end(job);
      },
      () => this.#end(job),
    );
    return job;
  }

  #keep(key: string, answer: unknown): void {
    this.#kept.set(key, { answer, untilMs: this.#clock.now() + keptMs });
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }

  #end(job: Job): void {
    if (job.key !== null && this.#byKey.get(job.key) === job) this.#byKey.delete(job.key);
  }

  /** Takes a slot, or waits until one is handed over. */
  async #enter(signal: AbortSignal): Promise<void> {
    if (this.#busy < this.#slots) this.#busy += 1;
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    if (!signal.aborted) return;
    this.#leave();
    throw new CodedError('QUERY_CANCELLED');
  }

  #leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }
}
