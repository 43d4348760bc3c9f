import type { Clock, Logger, StoreLayout } from '@millstream/core';
import type { IngestionSettings } from '../settings/ingestion-settings.ts';
import { DiskGuard } from './disk-guard.ts';
import { FileSink, type FileSinkOptions } from './file-sink.ts';
import { GroupCommit, type GroupCommitOptions } from './group-commit.ts';

/** What a project's store needs. */
export interface ProjectStoreOptions {
  readonly layout: StoreLayout;
  readonly writer: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: IngestionSettings;
  readonly onBatch?: GroupCommitOptions['onBatch'];
  readonly onSealed?: NonNullable<FileSinkOptions['onSealed']>;
}

/** Where one project's requests become durable: a file sink, its group commit and the guard of its disk. */
export class ProjectStore {
  readonly layout: StoreLayout;
  readonly commit: GroupCommit;
  readonly guard: DiskGuard;
  readonly #sink: FileSink;

  constructor(options: ProjectStoreOptions) {
    const { settings, onBatch, clock } = options;
    this.layout = options.layout;
    this.#sink = new FileSink({
      ...options,
      bounds: settings.segment,
    });
    this.#sink.open();
    this.guard = new DiskGuard(options.layout.wal, settings.diskGuard, options.logger);
    this.commit = new GroupCommit({
      sink: this.#sink,
      clock,
      onBatch: (batch) => {
        this.guard.written(batch.bytes);
        onBatch?.(batch);
      },
    });
  }

  /** Applies changed settings to what is open. */
  configure(settings: IngestionSettings): void {
    this.#sink.configure(settings.segment);
    this.guard.configure(settings.diskGuard);
  }

  /** True when the next record can be expected to become durable. */
  get isHealthy(): boolean {
    return !this.guard.isLow && this.commit.lastError === null;
  }

  /** Age of the oldest segment that processing cannot see yet, ms; 0 when there is none. */
  get oldestSegmentAgeMs(): number {
    return this.#sink.oldestSegmentAgeMs;
  }

  /** Makes every record that was answered so far visible to processing. */
  seal(): Promise<void> {
    return this.#sink.seal();
  }

  /** Waits for accepted records, seals, releases. */
  async close(): Promise<void> {
    await this.commit.idle();
    await this.#sink.close();
    this.guard.stop();
  }
}
