import type { AnalysisResult } from '@millstream/studio/spec';
import type { ResultTableModel } from '../../../charts/results/table-cells.ts';
import type { ExportTable } from '../../../export/export-table.ts';

const formats = {
  count: 'count',
  rate: 'rate',
  number: 'number',
  duration: 'number',
  change: 'rate',
  points: 'number',
} as const;

/** A result's table as it leaves the page, with what must be known to read it. */
export function exportTable(title: string, model: ResultTableModel, notes: readonly string[]): ExportTable {
  return {
    title,
    notes,
    columns: model.columns.map(({ title: header, format }) =>
      format === 'text' ? { header } : { header, format: formats[format] },
    ),
    rows: model.rows.map((row) => row.map(({ value }) => value)),
  };
}

/** Range, zone and moment of an answer, for its exports. */
export function exportNotes(result: AnalysisResult, range: string): readonly string[] {
  return [range, result.timezone, result.asOf, ...result.warnings];
}
