import { saveFile, toCsv } from '../table/csv.ts';
import { type ExportTable, fileName } from './export-table.ts';

/** Longest name of a sheet that spreadsheets read, and letters that they refuse. */
const sheetNameLimit = 31;
const refused = /[\\/?*[\]:]/g;
const formats = { count: '#,##0', rate: '0.00%', number: '#,##0.00' } as const;

/** The tables as one CSV text: notes as lines that begin with `#`, a blank line between tables. */
export function csvOf(tables: readonly ExportTable[]): string {
  return tables
    .map(({ title, notes, columns, rows }) => {
      const said = [...(tables.length > 1 ? [title] : []), ...notes].map(
        (note) => `# ${note.replaceAll(/\s+/g, ' ')}`,
      );
      const body = toCsv(
        columns.map(({ header }) => header),
        rows,
      );
      return [...said, body].join('\r\n');
    })
    .join('\r\n\r\n');
}

/** Saves tables as CSV. */
export function saveCsv(title: string, tables: readonly ExportTable[]): void {
  saveFile(fileName(title, 'csv'), csvOf(tables));
}

/** Names of sheets: legal, and each of its own. */
export function sheetNames(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const base = title.replaceAll(refused, ' ').trim().slice(0, sheetNameLimit) || 'Sheet';
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
      const ending = ` ${number}`;
      name = `${base.slice(0, sheetNameLimit - ending.length)}${ending}`;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Saves tables as a spreadsheet, a sheet for each. */
export async function saveXlsx(title: string, tables: readonly ExportTable[]): Promise<void> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const names = sheetNames(tables.map((table) => table.title));
  const sheets = tables.map(({ title: name, notes, columns, rows }, index) => ({
    sheet: names[index] ?? 'Sheet',
    data: [
      [{ value: name, fontWeight: 'bold' as const }],
      ...notes.map((note) => [{ value: note }]),
      [],
      columns.map(({ header }) => ({ value: header, fontWeight: 'bold' as const })),
      ...rows.map((row) =>
        row.map((value, at) => {
          if (value === null) return null;
          if (typeof value === 'string') return { value, type: String as StringConstructor };
          const format = columns[at]?.format;
          return { value, type: Number as NumberConstructor, ...(format ? { format: formats[format] } : {}) };
        }),
      ),
    ],
  }));
  saveFile(fileName(title, 'xlsx'), await writeExcelFile(sheets).toBlob());
}
