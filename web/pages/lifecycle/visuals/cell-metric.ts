import type { VisualResult } from '../visual-result.ts';

/** Metric or series whose number stands in a place of the table: that of the row where rows are metrics, else the column's. */
export function metricOfCell(result: VisualResult, row: number, column: number): string {
  const isByRow = result.columns[0]?.name === 'metric';
  return String(isByRow ? result.rows[row]?.[0] : (result.columns[column]?.name ?? ''));
}
