/** Label of one group value. */
export function groupLabel(value: string | null): string {
  if (value === null) return '(not set)';
  return value === '' ? '(empty)' : value;
}

/** Group cells of the rest. */
export const otherLabel = '(other)';

/** Compares texts by code point, as the engines do. */
export function compareText(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
