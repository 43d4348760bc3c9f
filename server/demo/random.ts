const hexByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex8(value: number): string {
  return (
    (hexByte[value >>> 24] ?? '') +
    (hexByte[(value >>> 16) & 255] ?? '') +
    (hexByte[(value >>> 8) & 255] ?? '') +
    (hexByte[value & 255] ?? '')
  );
}

function mix(hash: number, key: number): number {
  let mixed = Math.imul(hash ^ key, 0x9e3779b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}

/**
 * Repeatable random numbers (sfc32): the same keys give the same sequence on every machine.
 * Not for secrets. Give every independent actor its own instance, so that one never shifts another.
 */
export class Random {
  #a = 0x243f6a88;
  #b = 0x85a308d3;
  #c = 0x13198a2e;
  #counter = 1;

  /** @param keys Integers that together name this sequence, such as a seed and an actor's number. */
  constructor(...keys: readonly number[]) {
    for (const key of keys) {
      const low = key >>> 0;
      const high = Math.floor(key / 0x1_0000_0000) >>> 0;
      this.#a = mix(this.#a, low);
      this.#b = mix(this.#b ^ this.#a, high);
      this.#c = mix(this.#c ^ this.#b, low ^ high);
    }
    for (let round = 0; round < 12; round++) this.uint32();
  }

  /** Integer from 0 to 2^32 - 1. */
  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) >>> 0;
    this.#counter = (this.#counter + 1) >>> 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) >>> 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) >>> 0;
    return sum;
  }

  /** Number from 0 (inclusive) to 1 (exclusive). */
  next(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /** Integer between `least` and `most`, both included. */
  integer(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** True with this probability (0 to 1; beyond that never or always). */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One entry, each as likely as the others. @throws RangeError when the list is empty. */
  pick<T>(list: readonly T[]): T {
    const entry = list[this.integer(0, list.length - 1)];
    if (entry === undefined) throw new RangeError('nothing to pick from');
    return entry;
  }

  /** Waiting time with this mean; in the mean's unit. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Positive number around `median`; a `spread` of 0.5 keeps two thirds between 0.6 and 1.65 medians. */
  logNormal(median: number, spread: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return median * Math.exp(spread * radius * Math.cos(2 * Math.PI * this.next()));
  }

  /** UUID of version 4. */
  uuid(): string {
    const second = hex8(((this.uint32() & 0xffff0fff) | 0x4000) >>> 0);
    const third = hex8(((this.uint32() & 0x3fffffff) | 0x80000000) >>> 0);
    return `${hex8(this.uint32())}-${second.slice(0, 4)}-${second.slice(4)}-${third.slice(0, 4)}-${third.slice(4)}${hex8(this.uint32())}`;
  }

  /** Lower-case hexadecimal text of eight digits per word. */
  hex(words: number): string {
    let text = '';
    for (let word = 0; word < words; word++) text += hex8(this.uint32());
    return text;
  }
}
