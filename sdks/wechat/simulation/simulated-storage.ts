/** How the storage of a device behaves. */
export type StorageState = 'ok' | 'full' | 'broken';

/** What WeChat allows a value, and a mini program in all, bytes. */
export const storageLimits = { valueBytes: 1_048_576, totalBytes: 10_485_760 } as const;

/** Storage of one mini program on one device, with the limits of the real one. It outlives the process. */
export class SimulatedStorage {
  state: StorageState = 'ok';
  /** Keys that ever held something. */
  readonly written = new Set<string>();
  readonly #values = new Map<string, string>();
  #bytes = 0;

  /** Bytes that are taken. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Keys, in no order that means something. */
  get keys(): readonly string[] {
    return [...this.#values.keys()].sort();
  }

  #check(call: string): void {
    if (this.state === 'broken') throw new Error(`${call}:fail internal error`);
  }

  #sizeOf(key: string): number {
    const value = this.#values.get(key);
    return value === undefined ? 0 : Buffer.byteLength(key) + Buffer.byteLength(value);
  }

  /** '' for what is not there, as WeChat does. */
  get(key: string): string {
    this.#check('getStorageSync');
    return this.#values.get(key) ?? '';
  }

  set(key: string, value: string): void {
    this.#check('setStorageSync');
    if (this.state === 'full') throw new Error('setStorageSync:fail exceed storage max size 10Mb');
    if (Buffer.byteLength(value) > storageLimits.valueBytes)
      throw new Error('setStorageSync:fail entry size limit reached');
    const grown = this.#bytes - this.#sizeOf(key) + Buffer.byteLength(key) + Buffer.byteLength(value);
    if (grown > storageLimits.totalBytes) throw new Error('setStorageSync:fail exceed storage max size 10Mb');
    this.#values.set(key, value);
    this.written.add(key);
    this.#bytes = grown;
  }

  remove(key: string): void {
    this.#check('removeStorageSync');
    this.#bytes -= this.#sizeOf(key);
    this.#values.delete(key);
  }

  info(): { readonly keys: readonly string[] } {
    this.#check('getStorageInfoSync');
    return { keys: this.keys };
  }
}
