import { statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Logger } from '@millstream/core';

/** How much must stay free. */
export interface DiskGuardLimits {
  readonly minFreeBytes: number;
  readonly minFreePercent: number;
}

const intervalMs = 1000;

interface DiskSpace {
  readonly bavail: number;
  readonly bsize: number;
  readonly blocks: number;
}

/** Knows, from a look every second and what was written since, whether the disk under a folder is too full to accept more. */
export class DiskGuard {
  readonly path: string;
  #limits: DiskGuardLimits;
  #freeBytes = Number.POSITIVE_INFINITY;
  #totalBytes = 0;
  #isChecking = false;
  #wasLow = false;
  readonly #logger: Logger;
  readonly #timer: NodeJS.Timeout;

  constructor(path: string, limits: DiskGuardLimits, logger: Logger) {
    this.path = path;
    this.#logger = logger;
    this.#limits = limits;
    try {
      this.#take(statfsSync(path));
    } catch {
      // An unreachable folder shows as a failed append, with its cause.
    }
    this.#timer = setInterval(() => void this.check(), intervalMs);
    this.#timer.unref();
  }

  /** True while new records must be refused. */
  get isLow(): boolean {
    const { minFreeBytes, minFreePercent } = this.#limits;
    return this.#freeBytes < Math.max(minFreeBytes, (this.#totalBytes * minFreePercent) / 100);
  }

  /** Bytes free for this process at the last look. */
  get freeBytes(): number {
    return this.#freeBytes;
  }

  /** Free bytes below which `isLow` holds. */
  get guardBytes(): number {
    return Math.max(
      this.#limits.minFreeBytes,
      Math.round((this.#totalBytes * this.#limits.minFreePercent) / 100),
    );
  }

  /** Changes the limits; they hold at once. */
  configure(limits: DiskGuardLimits): void {
    this.#limits = limits;
    this.#tellChange();
  }

  /** Counts what was written since the last look, so that a burst cannot outrun it. */
  written(bytes: number): void {
    this.#freeBytes -= bytes;
    this.#tellChange();
  }

  /** Looks at the disk now. */
  async check(): Promise<void> {
    if (this.#isChecking) return;
    this.#isChecking = true;
    try {
      this.#take(await statfs(this.path));
    } catch {
      // As above: the sink tells.
    } finally {
      this.#isChecking = false;
    }
  }

  /** Stops looking. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #take(space: DiskSpace): void {
    this.#freeBytes = space.bavail * space.bsize;
    this.#totalBytes = space.blocks * space.bsize;
    this.#tellChange();
  }

  #tellChange(): void {
    if (this.isLow === this.#wasLow) return;
    this.#wasLow = this.isLow;
    const facts = { path: this.path, freeBytes: this.#freeBytes, guardBytes: this.guardBytes };
    if (this.#wasLow)
      this.#logger.error(facts, 'The disk is too full: requests are refused until there is space.');
    else this.#logger.info(facts, 'The disk has space again: requests are accepted.');
  }
}
