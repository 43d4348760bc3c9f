import type { GroupKey } from '@millstream/studio/spec';

/** One figure of a result: what it says, where it stands, and the address of the users or events behind it. */
export interface ResultMark {
  /** Stable within the result. */
  readonly id: string;
  /** Series, bucket, group: in words of the page. */
  readonly place: readonly string[];
  /** The figure as it is shown. */
  readonly text: string;
  readonly value: number | null;
  /** Cell of a drill (docs/studio.md 8); null for figures that nothing countable lies behind. */
  readonly cell: Readonly<Record<string, unknown>> | null;
  /** What the cell counts, when it is countable. */
  readonly unit?: 'user' | 'event';
  /** Group as the engine has it, for "Filter to this" and "Exclude". */
  readonly group?: GroupKey;
  readonly bucket?: string;
  /** Event whose figure it is. */
  readonly event?: string;
  /** The figure is that of the compared range, and so is its list. */
  readonly isCompared?: true;
  /** Node of a path. */
  readonly node?: string;
  /** Place for walking by arrow keys. */
  readonly row: number;
  readonly column: number;
}

/** Where on the window a menu opens. */
export interface MarkPoint {
  readonly x: number;
  readonly y: number;
}

/** Told when somebody opens a figure: by click, Enter or long press. */
export type OpenMark = (mark: ResultMark, at: MarkPoint) => void;

/** The mark to walk to from another by an arrow key; undefined at the edge. */
export function markBeside(
  marks: readonly ResultMark[],
  from: ResultMark,
  key: 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown',
): ResultMark | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const row = marks.filter((mark) => mark.row === from.row).sort((a, b) => a.column - b.column);
    return row[row.indexOf(from) + (key === 'ArrowRight' ? 1 : -1)];
  }
  const rows = [...new Set(marks.map((mark) => mark.row))].sort((a, b) => a - b);
  const next = rows[rows.indexOf(from.row) + (key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return undefined;
  const distance = (mark: ResultMark) => Math.abs(mark.column - from.column);
  return marks.filter((mark) => mark.row === next).sort((a, b) => distance(a) - distance(b))[0];
}
