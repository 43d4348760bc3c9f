/** A table as it leaves the pages: plain numbers, and how spreadsheets show them. */
export interface ExportTable {
  readonly title: string;
  /** What must be known to read it: range, zone, freshness, filters. */
  readonly notes: readonly string[];
  readonly columns: readonly { readonly header: string; readonly format?: 'count' | 'rate' | 'number' }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A file name from a title: letters and digits of any script, at most 80 characters. */
export function fileName(title: string, extension: string): string {
  const words = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${[...words].slice(0, 80).join('') || 'export'}.${extension}`;
}
