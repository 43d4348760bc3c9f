const escapeRun = /(?:%[0-9A-Fa-f]{2})+/g;
const brokenEscape = /%(?![0-9A-Fa-f]{2})/;

/**
 * Turns each run of `%xx` into the UTF-8 text it stands for; bytes that are not UTF-8 become U+FFFD. A `%` that starts no
 * escape stays as it is, and so does `+`.
 */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(escapeRun, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
  }
}

/** Whether `text` has a `%` that is not followed by two hexadecimal digits. */
export function hasBrokenEscape(text: string): boolean {
  return brokenEscape.test(text);
}
