import type { IChart } from '@kanaries/graphic-walker';
import type { ExportTable } from '../../export/export-table.ts';
import type { WalkerRow } from '../../graphic-walker/use-walker-computation.ts';

/** Rows of a chart as a table: columns carry the names that the chart's fields have. */
export function walkerTable(chart: IChart, title: string, rows: readonly WalkerRow[]): ExportTable {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const fields = Object.values(chart.encodings).flat();
  const names = new Map(fields.map((field) => [field.fid, field.name]));
  // A measure's key is its field's with the aggregation behind it.
  const nameOf = (key: string) => names.get(key) ?? names.get(key.replace(/_[^_]+$/, '')) ?? key;
  return {
    title,
    notes: [],
    columns: keys.map((key) => ({ header: nameOf(key) })),
    rows: rows.map((row) => keys.map((key) => cellOf(row[key]))),
  };
}

function cellOf(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(' – ') : String(value);
}
