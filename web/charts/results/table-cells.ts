import type { AnalysisResult, Cell } from '@millstream/studio/spec';
import type { MetadataNames } from '../../filters/metadata-names.ts';
import type { Speech } from '../../i18n/language.tsx';
import type { BucketText } from './bucket-text.ts';
import type { ResultMark } from './result-mark.ts';
import type { SeriesWords } from './series-words.ts';

/** How a table's cell is written. */
export type CellFormat = 'text' | 'count' | 'number' | 'rate' | 'duration' | 'change' | 'points';

/** A column of a result's table. */
export interface TableColumn {
  readonly title: string;
  readonly format: CellFormat;
}

/** A cell: its value, and the address of what lies behind it. */
export interface TableCell {
  readonly value: Cell;
  readonly behind?: Pick<ResultMark, 'cell' | 'unit' | 'group' | 'bucket' | 'event' | 'node' | 'isCompared'>;
}

/** A result as a table. */
export interface ResultTableModel {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
}

/** Words that a table is written with. */
export interface TableWords {
  readonly speech: Speech;
  readonly series: SeriesWords;
  readonly names: MetadataNames;
  readonly buckets: BucketText;
}

/** A cell that nothing countable lies behind. */
export const plain = (value: Cell): TableCell => ({ value });
/** The group of an address, where there is one. */
export const grouped = (key: unknown) => (key === undefined ? {} : { group: key as never });

/** A column for each field that the answer is broken down by. */
export function groupColumns(result: AnalysisResult, { names }: TableWords): readonly TableColumn[] {
  const fields = 'groupBy' in result.spec ? (result.spec.groupBy ?? []) : [];
  return fields.map((field) => ({ title: names.field(field), format: 'text' as const }));
}

/** The group's values in these columns. */
export function groupCells(
  group: { readonly key?: unknown; readonly group?: string },
  count: number,
): readonly TableCell[] {
  const { key } = group;
  if (count === 0) return [];
  if (!Array.isArray(key)) return Array.from({ length: count }, () => plain('(other)'));
  return key.map((part: string | null) =>
    plain(part === null ? '(not set)' : part === '' ? '(empty)' : part),
  );
}
