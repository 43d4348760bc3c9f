import { randomFillSync } from 'node:crypto';

const idsPerRefill = 512;
const randomDigits = 18;

/** Makes request ids: 32 hexadecimal digits that sort by time, a version-7 UUID without its dashes. */
export class RequestIds {
  readonly #entropy = Buffer.allocUnsafeSlow((idsPerRefill * randomDigits) / 2);
  #digits = '';
  #next = 0;
  #ms = -1;
  #prefix = '';

  /** The id of a request that arrived at `nowMs` (epoch). */
  next(nowMs: number): string {
    if (nowMs !== this.#ms) {
      this.#ms = nowMs;
      this.#prefix = `${nowMs.toString(16).padStart(12, '0')}7`;
    }
    if (this.#next >= this.#digits.length) {
      this.#digits = randomFillSync(this.#entropy).toString('hex');
      this.#next = 0;
    }
    const at = this.#next;
    this.#next = at + randomDigits;
    return `${this.#prefix}${this.#digits.slice(at, at + 3)}8${this.#digits.slice(at + 3, at + randomDigits)}`;
  }
}
