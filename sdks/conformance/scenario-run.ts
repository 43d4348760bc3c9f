import {
  type CollectorDouble,
  type CollectorDoubleOptions,
  openCollectorDouble,
} from './collector-double.ts';
import type { Action, Command, Driver, DriverAnswer, DriverResult } from './driver.ts';
import { RequestChecks } from './request-checks.ts';
import type { Step } from './scenario.ts';

/** Why a scenario cannot go on. */
export class ScenarioEnd extends Error {
  readonly kind: 'failed' | 'not-applicable';

  constructor(kind: 'failed' | 'not-applicable', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** What the device's clock shows when a scenario begins: 2026-03-01 10:00:00 UTC. */
export const zeroMs: number = Date.UTC(2026, 2, 1, 10);

/** Where in an app an action happens; see `Command`. */
export type Place = Pick<Command, 'tab' | 'instance'>;

/** How a run differs from the usual. */
export interface RunOptions {
  /** @default 'conformance' */
  readonly appId?: string;
  /** What the device's clock shows at the beginning, epoch ms. @default `zeroMs` */
  readonly startAtMs?: number;
  /** What the collector does besides. */
  readonly collector?: Omit<CollectorDoubleOptions, 'now'>;
  /** How long a driver may take, in real time. */
  readonly limits?: RealTimeLimits;
}

/** How long a driver may take, in real time. */
export interface RealTimeLimits {
  /** Until a command must be answered, ms. @default 60_000 */
  readonly answerMs?: number;
  /** Until the collector must have seen what the driver says it sent, ms. @default 30_000 */
  readonly arrivalMs?: number;
}

/** Timers that fire at one moment, or ticks of one wait, before a scenario counts as endless. */
const maxRounds = 20_000;

function appIdsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) =>
    name === 'appId' && typeof entry === 'string' ? [entry] : appIdsOf(entry),
  );
}

async function inTime<T>(work: Promise<T>, timeoutMs: number, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ScenarioEnd('failed', otherwise)), timeoutMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function answered(answer: DriverAnswer, action: Action): DriverResult {
  if ('unsupported' in answer) throw new ScenarioEnd('not-applicable', answer.unsupported);
  if (!answer.ok) throw new ScenarioEnd('failed', `${action.do}: ${answer.error}`);
  return answer.result ?? {};
}

/** The device, its clock and its collector during one scenario. */
export class ScenarioRun implements AsyncDisposable {
  /** Problems of requests so far, whatever the scenario expects. */
  readonly problems: string[] = [];
  /** Time of each request since the start, ms, in the order of arrival. */
  readonly requestTimesMs: number[] = [];
  readonly #driver: Driver;
  readonly #checks: RequestChecks;
  readonly #answerMs: number;
  readonly #arrivalMs: number;
  readonly #appId: string;
  readonly #startAtMs: number;
  readonly #collectorOptions: CollectorDoubleOptions;
  #collector: CollectorDouble | null = null;
  #commands = 0;
  #elapsedMs = 0;
  #shiftMs = 0;

  constructor(driver: Driver, steps: readonly Step[], options: RunOptions = {}) {
    const { limits = {}, appId = 'conformance', startAtMs = zeroMs } = options;
    this.#driver = driver;
    this.#appId = appId;
    this.#startAtMs = startAtMs;
    this.#collectorOptions = options.collector ?? {};
    this.#answerMs = limits.answerMs ?? 60_000;
    this.#arrivalMs = limits.arrivalMs ?? 30_000;
    const appIds = [appId, ...appIdsOf(steps)];
    this.#checks = new RequestChecks({ sdk: driver.platform, appIds });
  }

  /** Opens a collector and resets the device. */
  async open(): Promise<void> {
    this.#collector = await openCollectorDouble({ ...this.#collectorOptions, now: () => this.wallMs });
    await this.act({
      do: 'reset',
      endpoint: this.collector.endpoint,
      appId: this.#appId,
      startAtMs: this.#startAtMs,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#collector?.close();
  }

  /** The collector of this scenario. */
  get collector(): CollectorDouble {
    if (!this.#collector) throw new Error('The run is not open');
    return this.#collector;
  }

  /** What the device's clock shows, epoch ms. */
  get wallMs(): number {
    return this.#startAtMs + this.#elapsedMs + this.#shiftMs;
  }

  /** Does one thing and waits until all that follows from it at this moment has happened. */
  async act(action: Action, place: Place = {}): Promise<void> {
    if (action.do === 'clock') this.#shiftMs += action.shiftMs;
    await this.#send(action, place);
    await this.#settle();
    await this.#passTime(this.#elapsedMs);
  }

  /** Lets time pass, timer by timer. */
  async wait(seconds: number): Promise<void> {
    await this.#passTime(this.#elapsedMs + Math.round(seconds * 1000));
  }

  async #passTime(untilMs: number): Promise<void> {
    for (let round = 0; round < maxRounds; round += 1) {
      const { elapsedMs, fired = 0 } = await this.#send({ do: 'tick', untilMs });
      if (elapsedMs === undefined) throw new ScenarioEnd('failed', 'tick: answered without elapsedMs');
      this.#elapsedMs = elapsedMs;
      if (fired > 0 || elapsedMs < untilMs) await this.#settle();
      else return;
    }
    throw new ScenarioEnd(
      'failed',
      `timers never come to an end ${this.#elapsedMs / 1000} s after the start`,
    );
  }

  async #send(action: Action, place: Place = {}): Promise<DriverResult> {
    this.#commands += 1;
    const command: Command = { ...action, ...place, id: this.#commands };
    const answer = inTime(
      this.#driver.send(command),
      this.#answerMs,
      `${action.do}: no answer after ${this.#answerMs / 1000} s of real time`,
    );
    return answered(await answer, action);
  }

  /** Asks until driver and collector agree on what is in flight; only requests that hang may be. */
  async #settle(): Promise<void> {
    for (;;) {
      const { result, hanging } = await this.#settleOnce();
      await this.#agree(result);
      if (this.collector.hanging === hanging) break;
    }
    const { requests } = this.collector;
    for (const request of requests.slice(this.requestTimesMs.length)) {
      this.requestTimesMs.push(this.#elapsedMs);
      this.problems.push(...this.#checks.check(request, this.wallMs));
    }
  }

  async #settleOnce(): Promise<{ readonly result: DriverResult; readonly hanging: number }> {
    const waiting: Promise<DriverResult>[] = [];
    let hanging = -1;
    const tell = (): void => {
      if (this.collector.hanging === hanging) return;
      hanging = this.collector.hanging;
      const answer = this.#send({ do: 'settle', hanging });
      // It is awaited below; until then its failure is nobody's.
      answer.catch(() => undefined);
      waiting.push(answer);
    };
    const stop = this.collector.onChange(tell);
    try {
      tell();
      let result: DriverResult = {};
      for (let at = 0; at < waiting.length; at += 1) result = (await waiting[at]) ?? {};
      return { result, hanging };
    } finally {
      stop();
    }
  }

  /** Waits until the collector has seen as many requests come and end as the driver has. */
  async #agree({ requests, inFlight }: DriverResult): Promise<void> {
    if (requests === undefined || inFlight === undefined) return;
    const { collector } = this;
    const seen = () => collector.requests.length === requests && collector.open === inFlight;
    if (seen()) return;
    const done = Promise.withResolvers<void>();
    const stop = collector.onChange(() => {
      if (seen()) done.resolve();
    });
    const told = `the driver began ${requests} requests, ${inFlight} are in flight`;
    try {
      await inTime(done.promise, this.#arrivalMs, told).catch(() => {
        const { length } = collector.requests;
        throw new ScenarioEnd('failed', `${told}; the collector got ${length}, ${collector.open} are open`);
      });
    } finally {
      stop();
    }
  }
}
