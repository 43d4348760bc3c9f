/** Choices that are the same in every run: a linear congruential generator modulo 2^32. */
export class FixedChance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number of [0, 1). */
  next(): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  }

  /** A whole number of [0, below). */
  whole(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    const picked = list[this.whole(list.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** One of a list, or nothing with this probability. */
  maybe<T>(list: readonly T[], nothing: number): T | undefined {
    return this.next() < nothing ? undefined : this.pick(list);
  }

  /** True with this probability. */
  isLucky(probability: number): boolean {
    return this.next() < probability;
  }
}
