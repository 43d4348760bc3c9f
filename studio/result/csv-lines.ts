/** A cell as CSV has it: quoted where it must be, null is nothing, lists and maps are JSON. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Rows as CSV text in pieces, after a line with the names of the columns. */
export async function* csvText(
  columns: readonly string[],
  rows: AsyncIterable<Readonly<Record<string, unknown>>>,
): AsyncGenerator<string, void> {
  let text = csvLine(columns);
  for await (const row of rows) {
    text += csvLine(columns.map((name) => row[name]));
    if (text.length < pieceLength) continue;
    yield text;
    text = '';
  }
  yield text;
}

const pieceLength = 65_536;
