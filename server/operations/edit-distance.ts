/** Edits (insert, remove, replace, swap neighbours) from one text to the other, ignoring case; at most `limit + 1` is told. */
export function editDistance(a: string, b: string, limit: number): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return Math.min(last[to.length] ?? 0, limit + 1);
}

/** The registered id that was probably meant; null when none is near. */
export function nearestId(id: string, registered: readonly string[]): string | null {
  const limit = Math.max(1, Math.min(3, Math.floor(id.length / 3)));
  let best: { readonly id: string; readonly distance: number } | null = null;
  for (const candidate of registered) {
    const distance = editDistance(id, candidate, limit);
    if (distance <= limit && (best === null || distance < best.distance)) best = { id: candidate, distance };
  }
  return best?.id ?? null;
}
