/** A value as a field of CSV; what a spreadsheet would run as a formula is kept as text. */
function field(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV (RFC 4180) with a header line. */
export function toCsv(header: readonly string[], rows: readonly (readonly unknown[])[]): string {
  return [header, ...rows].map((row) => row.map(field).join(',')).join('\r\n');
}

/** Lets the browser save a file. */
export function saveFile(name: string, content: Blob | string, type = 'text/csv;charset=utf-8'): void {
  // A byte-order mark lets spreadsheets read UTF-8.
  const blob =
    typeof content === 'string'
      ? new Blob([type.startsWith('text/csv') ? '\ufeff' : '', content], { type })
      : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
