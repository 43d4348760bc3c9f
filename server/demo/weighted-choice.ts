import type { Random } from './random.ts';

/**
 * Prepares draws from a fixed list in which an entry's chance grows with its weight.
 * @throws RangeError when no entry has a weight above 0.
 */
export function weightedChoice<T>(
  entries: readonly T[],
  weightOf: (entry: T) => number,
): (random: Random) => T {
  const bounds: number[] = [];
  let total = 0;
  for (const entry of entries) {
    total += weightOf(entry);
    bounds.push(total);
  }
  const last = entries.at(-1);
  if (last === undefined || total <= 0) throw new RangeError('no entry has a weight');
  return function draw(random) {
    const point = random.next() * total;
    for (let index = 0; index < bounds.length; index++) {
      if (point < (bounds[index] ?? 0)) return entries[index] ?? last;
    }
    return last;
  };
}
