import { newRowId } from './explore-draft.ts';

/** The list with one item moved to another place. */
export function movedTo<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined) return items;
  const others = items.filter((_, index) => index !== from);
  return [...others.slice(0, to), item, ...others.slice(to)];
}

/** The list with a copy of an item behind it. */
export function duplicatedAt<T extends { readonly rowId: string }>(
  items: readonly T[],
  index: number,
): readonly T[] {
  const item = items[index];
  if (item === undefined) return items;
  return [...items.slice(0, index + 1), { ...item, rowId: newRowId() }, ...items.slice(index + 1)];
}

/** The list without an item. */
export function removedAt<T>(items: readonly T[], index: number): readonly T[] {
  return items.filter((_, at) => at !== index);
}
