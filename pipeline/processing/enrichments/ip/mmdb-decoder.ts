import type { PagedFile } from './paged-file.ts';

/** A value of a MaxMind-format database. */
export type MmdbValue = string | number | boolean | Buffer | readonly MmdbValue[] | MmdbMap;

/** A map of a MaxMind-format database. */
export interface MmdbMap {
  readonly [key: string]: MmdbValue;
}

interface Decoded {
  readonly value: MmdbValue;
  /** Offset of the byte after the value. */
  readonly next: number;
}

const pointerBase = [0, 2048, 526_336, 0];
const maxDepth = 32;
/** A city's record has about 200 values; a damaged one could point to itself. */
const maxValues = 10_000;

/** Decodes values of the data section that starts at `base`; pointers count from there. */
export class MmdbDecoder {
  readonly #file: PagedFile;
  readonly #base: number;
  #values = 0;

  constructor(file: PagedFile, base: number) {
    this.#file = file;
    this.#base = base;
  }

  /** The value at an absolute offset of the file. Throws a RangeError where the file is damaged. */
  valueAt(offset: number): MmdbValue {
    this.#values = 0;
    return this.#decode(offset, 0).value;
  }

  #decode(offset: number, depth: number): Decoded {
    this.#values += 1;
    if (depth > maxDepth || this.#values > maxValues) throw new RangeError('the record is too large');
    const control = this.#file.byte(offset);
    let type = control >> 5;
    let at = offset + 1;
    if (type === 1) return this.#pointer(control, at, depth);
    if (type === 0) type = this.#file.byte(at++) + 7;
    const [size, start] = this.#size(control & 31, at);
    at = start;
    if (type === 7) return this.#map(size, at, depth);
    if (type === 11) return this.#array(size, at, depth);
    if (type === 14) return { value: size !== 0, next: at };
    return { value: this.#scalar(type, at, size), next: at + size };
  }

  #pointer(control: number, at: number, depth: number): Decoded {
    const kind = (control >> 3) & 3;
    const length = kind + 1;
    const low = this.#file.unsigned(at, length);
    const target = kind === 3 ? low : (control & 7) * 256 ** length + low + (pointerBase[kind] ?? 0);
    return { value: this.#decode(this.#base + target, depth + 1).value, next: at + length };
  }

  #size(size: number, at: number): [size: number, next: number] {
    if (size < 29) return [size, at];
    const extra = size - 28;
    const base = size === 29 ? 29 : size === 30 ? 285 : 65_821;
    return [base + this.#file.unsigned(at, extra), at + extra];
  }

  #map(count: number, start: number, depth: number): Decoded {
    const map: Record<string, MmdbValue> = {};
    let at = start;
    for (let index = 0; index < count; index++) {
      const key = this.#decode(at, depth + 1);
      const entry = this.#decode(key.next, depth + 1);
      map[String(key.value)] = entry.value;
      at = entry.next;
    }
    return { value: map, next: at };
  }

  #array(count: number, start: number, depth: number): Decoded {
    const values: MmdbValue[] = [];
    let at = start;
    for (let index = 0; index < count; index++) {
      const entry = this.#decode(at, depth + 1);
      values.push(entry.value);
      at = entry.next;
    }
    return { value: values, next: at };
  }

  #scalar(type: number, at: number, size: number): MmdbValue {
    switch (type) {
      case 2:
        return this.#file.slice(at, size).toString('utf8');
      case 3:
        return this.#file.slice(at, 8).readDoubleBE(0);
      case 4:
        return this.#file.slice(at, size);
      case 8:
        // A shorter number has its leading zero bytes left out, so only a full one can be negative.
        return size === 4 ? this.#file.slice(at, 4).readInt32BE(0) : this.#file.unsigned(at, size);
      case 15:
        return this.#file.slice(at, 4).readFloatBE(0);
      case 5:
      case 6:
      case 9:
      case 10:
        return this.#file.unsigned(at, size);
      default:
        throw new RangeError(`unknown value type ${type}`);
    }
  }
}
