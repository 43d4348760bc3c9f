/** Reads the text of a JSON object; an empty object for null and for anything else. */
export function jsonObject(text: string | null): Readonly<Record<string, unknown>> {
  if (text === null) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    // A text that was cut or is no JSON tells nothing that could be shown by name.
    return {};
  }
}
