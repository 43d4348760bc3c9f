import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** A file open for shared reading; can be sent to worker threads of the same process as it is. */
export interface PagedFileHandle {
  readonly path: string;
  /** File descriptor of the process; valid until the thread that opened it ends or closes it. */
  readonly fd: number;
  /** The file's bytes; zero where a page has not been read yet. */
  readonly bytes: SharedArrayBuffer;
  /** One number per page: 1 once its bytes are there. */
  readonly present: SharedArrayBuffer;
}

const pageBits = 14;
const pageBytes = 1 << pageBits;

/**
 * Opens a file whose pages are read when first touched, once for all threads. An IP database has 130 MB, of which an idle
 * server touches none and a busy one a part; untouched pages of a shared buffer take no memory.
 */
export function openPagedFile(path: string): PagedFileHandle {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const pages = Math.ceil(size / pageBytes);
    return { path, fd, bytes: new SharedArrayBuffer(size), present: new SharedArrayBuffer(pages * 4) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Ends the use of a file by all threads. */
export function closePagedFile(handle: PagedFileHandle): void {
  closeSync(handle.fd);
}

/** Reads a paged file in one thread. Offsets outside the file throw a RangeError. */
export class PagedFile {
  readonly size: number;
  readonly #fd: number;
  readonly #bytes: Buffer;
  readonly #present: Int32Array;

  constructor(handle: PagedFileHandle) {
    this.#fd = handle.fd;
    this.#bytes = Buffer.from(handle.bytes);
    this.#present = new Int32Array(handle.present);
    this.size = this.#bytes.length;
  }

  /** The byte at `offset`. */
  byte(offset: number): number {
    this.#touch(offset, 1);
    return this.#bytes[offset] ?? 0;
  }

  /** Unsigned big-endian number of `length` bytes; exact up to six bytes. */
  unsigned(offset: number, length: number): number {
    this.#touch(offset, length);
    let value = 0;
    for (let at = offset; at < offset + length; at++) value = value * 256 + (this.#bytes[at] ?? 0);
    return value;
  }

  /** A view of `length` bytes; do not write to it. */
  slice(offset: number, length: number): Buffer {
    this.#touch(offset, length);
    return this.#bytes.subarray(offset, offset + length);
  }

  /** Makes sure that the pages of a range are read. Two threads may read the same page; they write the same bytes. */
  #touch(offset: number, length: number): void {
    if (!(offset >= 0 && offset + length <= this.size)) throw new RangeError('offset outside the file');
    const last = (offset + Math.max(length, 1) - 1) >> pageBits;
    for (let page = offset >> pageBits; page <= last; page++) {
      if (Atomics.load(this.#present, page) === 1) continue;
      const start = page << pageBits;
      const end = Math.min(start + pageBytes, this.size);
      for (let at = start; at < end; ) {
        const read = readSync(this.#fd, this.#bytes, at, end - at, at);
        if (read === 0) throw new RangeError('the file was cut');
        at += read;
      }
      Atomics.store(this.#present, page, 1);
    }
  }
}
