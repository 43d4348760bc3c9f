/**
 * A row as one line of JSON. Readers of lines also end one at the separators U+2028 and U+2029, which JSON leaves as they
 * are.
 */
export function jsonLine(row: unknown): string {
  return `${JSON.stringify(row).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}\n`;
}
