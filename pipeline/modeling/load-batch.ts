import type { RejectReason, StagedChunk } from '@millstream/core';
import type { ModelledTable } from './warehouse.ts';

/** One raw file of a batch. */
export interface BatchFile {
  /** Segment name: the key under which the file counts as done, once. */
  readonly name: string;
  /** Shown as `input_file_name` in `process_info`; not opened here. */
  readonly path: string;
  /** Server clock of the first record, epoch ms. */
  readonly firstMs: number;
  /** Server clock of the last record, epoch ms. */
  readonly lastMs?: number;
  readonly bytes: number;
  /** Lines the writer says it holds; a different count is shown as a problem by the ledger. */
  readonly records?: number;
  /** True for files that were imported rather than collected. */
  readonly imported?: boolean;
}

/** Staged rows of a set of raw files, loaded as one unit. */
export interface LoadBatch {
  /** Id of the batch, unique per attempt at these files. */
  readonly id: string;
  /** `process_job_id` of the rows. */
  readonly jobName: string;
  /** `process_time` of the rows, epoch ms. */
  readonly processTimeMs: number;
  /** Name of the transformer that made the rows. */
  readonly transformer: string;
  /** `file` of staged rows and counts is an index into this list. */
  readonly files: readonly BatchFile[];
  readonly chunks: readonly StagedChunk[];
  /**
   * True for a rebuild: everything the files produced earlier is removed first, in the same transaction. Otherwise files
   * that are done are left out.
   */
  readonly replace?: boolean;
}

/** What a load did with the rows of its batch. */
export interface LoadResult {
  readonly batchId: string;
  /** Names of the files this load made done; the others were done before. */
  readonly loadedFiles: readonly string[];
  readonly requests: {
    readonly accepted: number;
    readonly decoded: number;
    readonly undecodable: number;
    readonly empty: number;
  };
  readonly events: {
    readonly decoded: number;
    readonly human: number;
    readonly bot: number;
    readonly duplicate: number;
    readonly rejected: number;
  };
  /** Stored rows of earlier batches that gave way to a smaller row of this one; counted as duplicates since. */
  readonly displacedRows: number;
  /** Rows that stand in each table because of this batch. */
  readonly rows: Readonly<Record<ModelledTable, number>>;
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>;
  /**
   * Files whose events were left out as duplicates of rows that this replacement removed for good. Load them again with
   * `replace` to bring those events back. Empty without `replace`.
   */
  readonly filesToReplace: readonly string[];
}
