/** One field that differs between two versions; a side that lacks it has null. */
export interface SpecChange {
  /** Path with dots; lists are compared as a whole. */
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields in which two pipelines differ, in the order of their names in the second. */
export function specChanges(before: unknown, after: unknown, path = ''): SpecChange[] {
  if (isTree(before) && isTree(after)) {
    const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
    return names.flatMap((name) =>
      specChanges(before[name], after[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [{ field: path, before: before ?? null, after: after ?? null }];
}
