import { constants } from 'node:fs';
import { type FileHandle, open, rename, unlink } from 'node:fs/promises';

const zeros = new Uint8Array(1_048_576);

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** Writes zeros ahead, so that a later sync finds its blocks allocated. */
async function preallocate(path: string, length: number): Promise<void> {
  const file = await open(path, constants.O_RDWR);
  try {
    for (let at = 0; at < length; at += zeros.length) {
      await writeAll(file, zeros.subarray(0, Math.min(zeros.length, length - at)), at);
      await file.datasync();
    }
  } finally {
    await file.close();
  }
}

/** One segment of the write-ahead log while its writer fills it. */
export class SegmentFile {
  readonly path: string;
  readonly sequence: number;
  readonly #file: FileHandle;
  #length = 0;
  #records = 0;
  #firstMs = 0;

  private constructor(path: string, sequence: number, file: FileHandle) {
    this.path = path;
    this.sequence = sequence;
    this.#file = file;
  }

  /**
   * Creates the file durably in `folder`. It is opened with O_DSYNC: a write returns when its data is on the disk, as
   * write and fdatasync would, in one trip to the thread pool (0.19 ms against 0.25 ms for 30 kB, preallocated).
   */
  static async create(
    folder: string,
    name: string,
    options: { sequence: number; preallocateBytes: number },
  ): Promise<SegmentFile> {
    const path = `${folder}/${name}`;
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_DSYNC;
    const file = await open(path, flags, 0o640);
    try {
      if (options.preallocateBytes > 0) await preallocate(path, options.preallocateBytes);
      await syncFolder(folder);
    } catch (error) {
      await file.close();
      await unlink(path).catch(() => undefined);
      throw error;
    }
    return new SegmentFile(path, options.sequence, file);
  }

  /** Bytes of records that are durable. */
  get length(): number {
    return this.#length;
  }

  /** Records that are durable. */
  get records(): number {
    return this.#records;
  }

  /** Server clock of the first record, epoch ms. */
  get firstMs(): number {
    return this.#firstMs;
  }

  /** Writes a batch behind the last durable one; after a failure the next write would take the same place. */
  async append(bytes: Uint8Array, records: number, firstMs: number): Promise<void> {
    await writeAll(this.#file, bytes, this.#length);
    if (this.#records === 0) this.#firstMs = firstMs;
    this.#length += bytes.length;
    this.#records += records;
  }

  /** Cuts the file at its last durable record and moves it, once, to `folder` under `name`. May be tried again. */
  async sealAs(folder: string, name: string): Promise<void> {
    const file = await open(this.path, 'r+');
    try {
      await file.truncate(this.#length);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(this.path, `${folder}/${name}`);
    await syncFolder(folder);
  }

  /** Releases the descriptor; the file stays. */
  async release(): Promise<void> {
    await this.#file.close();
  }
}
