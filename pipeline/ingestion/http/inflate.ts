import { gunzip } from 'node:zlib';

/** Outcome of undoing a Content-Encoding. */
export type Inflated =
  | { readonly kind: 'inflated'; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'unreadable' };

/** Bodies inflated at the same time; each may take the whole limit in memory. */
const maxConcurrent = 2;

/** Undoes `Content-Encoding: gzip`, a few bodies at a time; those that wait are small. */
export class Inflater {
  #running = 0;
  #waitingBytes = 0;
  readonly #waiting: (() => void)[] = [];

  /** Compressed bytes that wait for their turn. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  /** Calls `done` with the inflated body, or with why there is none. */
  inflate(body: Buffer, maxBytes: number, done: (result: Inflated) => void): void {
    if (this.#running >= maxConcurrent) {
      this.#waitingBytes += body.length;
      this.#waiting.push(() => {
        this.#waitingBytes -= body.length;
        this.inflate(body, maxBytes, done);
      });
      return;
    }
    this.#running++;
    gunzip(body, { maxOutputLength: maxBytes }, (error: NodeJS.ErrnoException | null, inflated) => {
      this.#running--;
      this.#waiting.shift()?.();
      if (!error) done({ kind: 'inflated', body: inflated });
      else done({ kind: error.code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'unreadable' });
    });
  }
}
