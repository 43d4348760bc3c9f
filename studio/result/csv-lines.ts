/** What spreadsheets run as a formula, and what was marked as text already. */
const formulaStart = /^'*[=+\-@\t\r]/;

/** The text of a cell without the mark that keeps spreadsheets from running it. */
export function plainCell(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell) ? cell.slice(1) : cell;
}

function textOf(value: unknown): string {
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  // Whoever sends events chooses these texts.
  return typeof value === 'string' && formulaStart.test(text) ? `'${text}` : text;
}

/** A cell as CSV has it: quoted where it must be, null is nothing, lists and maps are JSON; formulas stay text. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = textOf(value);
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
