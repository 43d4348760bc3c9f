import type { Clock, Logger, StoreLayout } from '@millstream/core';
import { recoverSegments } from '../sinks/recover-segments.ts';

/** A store whose open segments may have to be recovered. */
export interface RecoverableStore {
  readonly projectId: string;
  readonly layout: StoreLayout;
}

/** Recovers what writers left open when they died. */
export class DeadWriters {
  readonly #stores = new Map<string, RecoverableStore>();
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #onSealed: (projectId: string, fileName: string) => void;
  readonly #retryMs: number;
  #running: Promise<void> = Promise.resolve();
  #retry: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: {
    readonly logger: Logger;
    readonly clock: Clock;
    readonly onSealed: (projectId: string, fileName: string) => void;
    readonly retryMs: number;
  }) {
    this.#retryMs = options.retryMs;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#onSealed = options.onSealed;
  }

  /** Adds stores to look in; one that was ever in use stays. */
  know(stores: readonly RecoverableStore[]): void {
    for (const store of stores) this.#stores.set(store.layout.wal, store);
  }

  /** Recovers the segments of dead writers; what fails (a full disk) is tried again after a while. Never rejects. `isDead` must hold then, too. */
  recover(isDead: (writer: string) => boolean): Promise<void> {
    this.#running = this.#running.then(() => this.#recoverAll(isDead));
    return this.#running;
  }

  /** Waits for what runs and tries no more; the next start does. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#retry);
    await this.#running;
  }

  async #recoverAll(isDead: (writer: string) => boolean): Promise<void> {
    const startedMs = this.#clock.monotonic();
    for (const { projectId, layout } of this.#stores.values()) {
      try {
        for (const segment of await recoverSegments(layout, isDead)) {
          const durationMs = Math.round(this.#clock.monotonic() - startedMs);
          this.#logger.warn(
            { projectId, ...segment, durationMs },
            'a segment of a dead worker was recovered',
          );
          this.#onSealed(projectId, segment.fileName);
        }
      } catch (err) {
        this.#logger.error({ err, projectId }, 'segments of a dead worker could not be recovered yet');
        if (!this.#isStopped) this.#retry = setTimeout(() => void this.recover(isDead), this.#retryMs);
      }
    }
  }
}
