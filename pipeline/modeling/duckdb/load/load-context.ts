import type { LoadBatch } from '../../load-batch.ts';
import type { DuckDbSession } from '../duckdb-session.ts';
import type { LoadMetadata } from '../metadata/load-metadata.ts';

/** A file of the batch that this load makes done. */
export interface LoadingFile {
  /** Index in the batch's list, as staged rows name it. */
  readonly index: number;
  readonly fileId: number;
}

/** What the steps of one load share. Temporary tables of a load live in `temp` and are dropped at its end. */
export interface LoadContext {
  readonly session: DuckDbSession;
  readonly batch: LoadBatch;
  /** Number of this load; rows it writes carry it, earlier rows have smaller ones. */
  readonly loadNo: number;
  /** Epoch ms, one value for all rows of the load. */
  readonly createdMs: number;
  readonly files: readonly LoadingFile[];
  readonly metadata: LoadMetadata;
}
