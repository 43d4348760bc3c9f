import type { MetricObject } from 'prom-client';
import type { CollectorRules } from '../http/collector-rules.ts';
import type { WorkerState, WorkerStats } from './fleet-stats.ts';
import type { WorkerProcess } from './worker-process.ts';

const metricsPatienceMs = 2000;
/** Time beyond the drain for a worker to leave before it is killed. */
const leavePatienceMs = 5000;

/** A worker as its crew deals with it. */
export class CrewMember {
  readonly worker: WorkerProcess;
  /** One of another generation than the crew's leaves as soon as enough others serve. */
  readonly generation: number;
  state: WorkerState = 'starting';
  #rules: CollectorRules;

  constructor(worker: WorkerProcess, generation: number, rules: CollectorRules) {
    this.worker = worker;
    this.generation = generation;
    this.#rules = rules;
  }

  /** The rules that it works by, or is being told. */
  get rules(): CollectorRules {
    return this.#rules;
  }

  /** Open connections when it last told. */
  get connections(): number {
    return this.worker.lastLoad?.connections ?? 0;
  }

  /** What is told about it. */
  stats(): WorkerStats {
    const { pid, writer, lastLoad } = this.worker;
    return { pid, writer, state: this.state, load: lastLoad };
  }

  /** Resolves when it works by `rules`, or is gone: who replaces it has them from the start. */
  async tell(rules: CollectorRules): Promise<void> {
    this.#rules = rules;
    try {
      await this.worker.order({ kind: 'apply', rules });
    } catch (error) {
      if (!this.worker.isGone) throw error;
    }
  }

  /** Lets it go in order; a second time can only hurry it. */
  dismiss(idleGraceMs: number, drainMs: number): void {
    const { worker } = this;
    this.state = 'draining';
    worker.order({ kind: 'drain', idleGraceMs, drainMs }).catch(() => worker.kill());
    const deadline = setTimeout(() => worker.kill(), drainMs + leavePatienceMs);
    void worker.exited.then(() => clearTimeout(deadline));
  }

  /** Sends this share of its connections to look for another worker. */
  async sendAway(share: number): Promise<void> {
    await this.worker.order({ kind: 'rebalance', share }).catch(() => undefined);
  }

  /** Its metrics; nothing when it does not answer in time. */
  async metrics(): Promise<readonly MetricObject[]> {
    const late = new Promise<readonly MetricObject[]>((resolve) => {
      setTimeout(resolve, metricsPatienceMs, []).unref();
    });
    return await Promise.race([late, this.worker.order({ kind: 'metrics' }).catch(() => [])]);
  }
}
