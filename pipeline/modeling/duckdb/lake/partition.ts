import { join } from 'node:path';
import type { ModelledTable, QueryRow } from '../../warehouse.ts';
import { textOf } from '../duckdb-session.ts';

/** One app's day of one table. */
export interface Partition {
  readonly table: ModelledTable;
  readonly app: string;
  /** UTC, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Reads `tbl`, `app_id` and `day` of a row. The table names were written by this room. */
export function partitionOf(row: QueryRow): Partition {
  return { table: textOf(row, 'tbl') as ModelledTable, app: textOf(row, 'app_id'), day: textOf(row, 'day') };
}

/** Folder of a partition below a lake root: `<table>/partition_app=/partition_year=/partition_month=/partition_day=`. */
export function partitionFolder(root: string, { table, app, day }: Partition): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return join(
    root,
    table,
    `partition_app=${encodeURIComponent(app)}`,
    `partition_year=${year}`,
    `partition_month=${month}`,
    `partition_day=${date}`,
  );
}

/** First moment of the partition's day and of the next, epoch ms. */
export function partitionRange({ day }: Partition): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = Date.parse(`${day}T00:00:00Z`);
  return { fromMs, toMs: fromMs + 86_400_000 };
}

/** Name that is unique per partition and safe as a file name. */
export function partitionFileName({ table, app, day }: Partition): string {
  return `${table}-${encodeURIComponent(app)}-${day}`;
}
