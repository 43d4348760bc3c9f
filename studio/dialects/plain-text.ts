/** Whether a text may stand as a literal in single quotes: printable ASCII without quotes and escapes means the same on every engine. */
export function isPlainText(value: string): boolean {
  return /^[ -&(-[\]-~]{0,255}$/.test(value);
}
