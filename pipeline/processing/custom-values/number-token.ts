declare global {
  interface JSON {
    /** An object that `JSON.stringify` writes as this text (ECMAScript 2026; unknown to the compiler's library). */
    rawJSON(text: string): unknown;
  }
}

const integerPattern = /^-?\d+$/;

/**
 * A JSON number whose text says more than its double: an integer of 16 or more digits, `100.0`, `1e5`. It stands in a
 * parsed value where such a number stood; every other number is a plain one, for which "integer" is `Number.isInteger`.
 */
export class NumberToken {
  /** As written. */
  readonly source: string;
  /** Nearest double; infinite beyond its range. */
  readonly value: number;

  constructor(source: string, value: number) {
    this.source = source;
    this.value = value;
  }

  /** True when written without fraction and exponent. */
  get isInteger(): boolean {
    return integerPattern.test(this.source);
  }

  toJSON(): unknown {
    return JSON.rawJSON(this.source);
  }
}
