import { plain, type TableCell, type TableColumn, type TableWords } from './table-cells.ts';

/** A figure of both ranges. */
export interface ComparedFigure {
  readonly format: 'count' | 'number' | 'rate';
  /** Null where the range has no such figure. */
  readonly now: number | null;
  readonly before: number | null;
  /** The list of both: the address is the same, the range is not. */
  readonly behind?: TableCell['behind'];
}

/** A row of a comparison. */
export interface ComparedRow {
  readonly names: readonly TableCell[];
  readonly figures: readonly ComparedFigure[];
}

/** Rows of a comparison: columns that name them, the figures' titles, and what each row says. */
export interface Comparison {
  readonly names: readonly TableColumn[];
  readonly titles: readonly string[];
  readonly rows: readonly ComparedRow[];
}

const percent = 100;

/** Columns of a figure: now, before, and the difference: in percent points for rates, relative for everything else. */
export function figureColumns(
  title: string,
  format: ComparedFigure['format'],
  { speech }: TableWords,
): readonly TableColumn[] {
  const isRate = format === 'rate';
  return [
    { title, format },
    { title: speech.say('explore.compared.before', { figure: title }), format },
    {
      title: speech.say(isRate ? 'explore.compared.points' : 'explore.compared.change', { figure: title }),
      format: isRate ? 'points' : 'change',
    },
  ];
}

/** How a figure changed: points of percent for rates, else a share of what it was; null where that cannot be said. */
export function changeOf({ format, now, before }: ComparedFigure): number | null {
  if (now === null || before === null) return null;
  if (format === 'rate') return (now - before) * percent;
  return before === 0 ? null : now / before - 1;
}

/** Cells of a figure: now, before, and the difference. */
export function figureCells(figure: ComparedFigure): readonly TableCell[] {
  const { now, before, behind } = figure;
  return [
    { value: now, ...(behind === undefined ? {} : { behind }) },
    { value: before, ...(behind === undefined ? {} : { behind: { ...behind, isCompared: true } }) },
    plain(changeOf(figure)),
  ];
}
