/** Remembers recent values by text key within a bound; a key it does not hold is simply computed again. */
export interface BoundedCache<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

/** Bounds of a cache. */
export interface CacheBounds {
  /** Entries of one generation; at most twice as many are held. */
  readonly entries: number;
  /** Longer keys are not remembered, so that memory stays bounded. @default 2048 characters */
  readonly maxKeyLength?: number;
}

/**
 * A cache of two generations: when the young one is full it becomes the old one, and what is used of the old one moves
 * to the young one. Nearly as good as LRU order, without re-linking an entry on each hit.
 */
export function createBoundedCache<Value>(bounds: CacheBounds): BoundedCache<Value> {
  const { entries, maxKeyLength = 2048 } = bounds;
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();
  function set(key: string, value: Value): void {
    if (key.length > maxKeyLength) return;
    if (young.size >= entries) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  }
  function get(key: string): Value | undefined {
    const recent = young.get(key);
    if (recent !== undefined) return recent;
    const earlier = old.get(key);
    if (earlier !== undefined) set(key, earlier);
    return earlier;
  }
  return { get, set };
}
