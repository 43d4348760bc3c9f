interface Waiting<T> {
  readonly atMs: number;
  readonly order: number;
  readonly entry: T;
}

/** Queue that gives out the entry with the smallest time first; equal times leave in the order they came. */
export class EarliestFirst<T> {
  readonly #heap: Waiting<T>[] = [];
  #order = 0;

  /** Time of the next entry, epoch ms; Infinity when the queue is empty. */
  get nextMs(): number {
    return this.#heap[0]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Number of entries that wait. */
  get size(): number {
    return this.#heap.length;
  }

  /** Adds an entry that is due at `atMs`. */
  add(atMs: number, entry: T): void {
    this.#heap.push({ atMs, order: this.#order++, entry });
    let child = this.#heap.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#swapIfLater(parent, child)) return;
      child = parent;
    }
  }

  /** Removes and returns the next entry; undefined when the queue is empty. */
  take(): T | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || first === last) return first?.entry;
    this.#heap[0] = last;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= this.#heap.length) return first.entry;
      const right = left + 1;
      const child = right < this.#heap.length && this.#isLater(left, right) ? right : left;
      if (!this.#swapIfLater(parent, child)) return first.entry;
      parent = child;
    }
  }

  #isLater(left: number, right: number): boolean {
    const one = this.#heap[left];
    const other = this.#heap[right];
    if (one === undefined || other === undefined) return false;
    return one.atMs > other.atMs || (one.atMs === other.atMs && one.order > other.order);
  }

  #swapIfLater(parent: number, child: number): boolean {
    if (!this.#isLater(parent, child)) return false;
    const moved = this.#heap[parent];
    const other = this.#heap[child];
    if (moved === undefined || other === undefined) return false;
    this.#heap[parent] = other;
    this.#heap[child] = moved;
    return true;
  }
}
