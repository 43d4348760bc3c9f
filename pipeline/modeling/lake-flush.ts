import type { ModelledTable } from './warehouse.ts';

/** What a flush writes. */
export interface LakeFlushOptions {
  /** Writes every partition, not only the changed ones. @default false */
  readonly full?: boolean;
}

/** What a flush wrote. */
export interface LakeFlushResult {
  readonly writtenPartitions: number;
  readonly removedPartitions: number;
  readonly rows: number;
  readonly bytes: number;
}

/** One exported table. */
export interface TableExport {
  readonly table: ModelledTable;
  readonly rows: number;
}
