import type { ExportTable } from '../../export/export-table.ts';
import type { Visual } from './definition.ts';
import { dimensionsOf } from './visual-mark.ts';
import type { Cell, VisualResult } from './visual-result.ts';
import type { VisualWords } from './visual-words.ts';

const numeric = new Set(['integer', 'number', 'rate']);

/** A visual's result as a table with names instead of ids; numbers stay numbers. */
export function visualTable(
  {
    visual,
    title,
    result,
    notes,
  }: {
    readonly visual: Visual;
    readonly title: string;
    readonly result: VisualResult;
    readonly notes: readonly string[];
  },
  parameters: Readonly<Record<string, string | number>>,
  words: VisualWords,
): ExportTable {
  const dimensions = new Set(dimensionsOf(visual, parameters));
  const isMetric = (name: string) => name === 'metric';
  const text = (column: string, value: Cell): Cell => {
    if (typeof value !== 'string') return value;
    if (isMetric(column)) return words.name(value);
    return dimensions.has(column) ? words.label(value, column) : value;
  };
  return {
    title,
    notes,
    columns: result.columns.map(({ name, type }) => ({
      header: words.column(name),
      ...(numeric.has(type)
        ? {
            format:
              type === 'rate'
                ? ('rate' as const)
                : type === 'integer'
                  ? ('count' as const)
                  : ('number' as const),
          }
        : {}),
    })),
    rows: result.rows.map((row) => row.map((value, index) => text(result.columns[index]?.name ?? '', value))),
  };
}
