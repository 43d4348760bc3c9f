/** A map of bounded size that forgets the entry that was asked for least recently. */
export interface BoundedCache<V> {
  /** The value kept under `key`; undefined when there is none. */
  get(key: string): V | undefined;
  /** Keeps `value`, forgetting the least recently used entry when the cache is full. */
  set(key: string, value: V): void;
  /** Number of entries kept. */
  readonly size: number;
}

/**
 * Makes a bounded cache of at most `capacity` entries (at least 1).
 * Two generations of half the capacity each: a hit in the older one moves the entry to the newer one, and a full newer
 * generation replaces the older. That keeps hot entries like an exact LRU, without its delete and insert on every hit.
 */
export function createBoundedCache<V>(capacity: number): BoundedCache<V> {
  const half = Math.max(1, Math.ceil(capacity / 2));
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  function set(key: string, value: V): void {
    if (young.size >= half && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  }
  return {
    get(key) {
      const hit = young.get(key);
      if (hit !== undefined) return hit;
      const aged = old.get(key);
      if (aged !== undefined) set(key, aged);
      return aged;
    },
    set,
    get size() {
      return young.size + old.size;
    },
  };
}
