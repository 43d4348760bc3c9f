/** A map of bounded size that forgets entries that were not asked for lately. */
export interface BoundedCache<V> {
  /** The value kept under `key`; undefined when there is none. */
  get(key: string): V | undefined;
  /** Keeps `value`, forgetting older entries when the cache is full. */
  set(key: string, value: V): void;
  /** Number of entries kept. */
  readonly size: number;
}

/**
 * Makes a cache that keeps at least the `capacity` (1 or more) most recently used entries and never more than twice as
 * many. Two generations: a hit in the older one moves the entry to the newer one, and a full newer generation replaces
 * the older. That spares the delete and insert on every hit that an exact LRU needs.
 */
export function createBoundedCache<V>(capacity: number): BoundedCache<V> {
  const generation = Math.max(1, capacity);
  let young = new Map<string, V>();
  let old = new Map<string, V>();
  function set(key: string, value: V): void {
    if (young.size >= generation && !young.has(key)) {
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
      if (aged !== undefined) {
        old.delete(key);
        set(key, aged);
      }
      return aged;
    },
    set,
    get size() {
      return young.size + old.size;
    },
  };
}
