/** What the device's storage does at the moment. */
export type StorageState = 'ok' | 'full' | 'broken';

interface StorageError {
  readonly message: string;
}
type Answer = (errors: readonly StorageError[] | null, result?: unknown) => void;

/** The native half of AsyncStorage, as its JavaScript half calls it. */
export interface NativeStorage {
  multiGet(keys: readonly string[], answer: Answer): void;
  multiSet(rows: readonly (readonly [string, string])[], answer: Answer): void;
  multiRemove(keys: readonly string[], answer: Answer): void;
  getAllKeys(answer: (error: StorageError | null, keys?: readonly string[]) => void): void;
  clear(answer: (error: StorageError | null) => void): void;
}

/** A disk that outlives the app, with the limits that Android's SQLite sets AsyncStorage. */
export class Disk {
  readonly rows = new Map<string, string>();
  /** Keys that ever held something. */
  readonly written = new Set<string>();
  state: StorageState = 'ok';
  /** All rows together, characters. */
  maxBytes = Number.POSITIVE_INFINITY;
  /** Rows longer than this cannot be read again. */
  maxRowBytes = Number.POSITIVE_INFINITY;

  get bytes(): number {
    let bytes = 0;
    for (const [key, value] of this.rows) bytes += key.length + value.length;
    return bytes;
  }
}

/** @param later runs the work after the JavaScript of this moment, unless the app is dead by then */
export function nativeStorage(disk: Disk, later: (work: () => void) => void): NativeStorage {
  const broken = { message: 'disk I/O error' };
  const full = { message: 'database or disk is full' };
  return {
    multiGet(keys, answer) {
      later(() => {
        if (disk.state === 'broken') return answer([broken]);
        const long = keys.find((key) => (disk.rows.get(key)?.length ?? 0) > disk.maxRowBytes);
        if (long !== undefined) return answer([{ message: `Row too big to fit into CursorWindow: ${long}` }]);
        answer(
          null,
          keys.map((key) => [key, disk.rows.get(key) ?? null]),
        );
      });
    },
    multiSet(rows, answer) {
      later(() => {
        if (disk.state === 'broken') return answer([broken]);
        const size = rows.reduce((sum, [key, value]) => sum + key.length + value.length, disk.bytes);
        if (disk.state === 'full' || size > disk.maxBytes) return answer([full]);
        for (const [key, value] of rows) {
          disk.rows.set(key, value);
          disk.written.add(key);
        }
        answer(null);
      });
    },
    multiRemove(keys, answer) {
      later(() => {
        if (disk.state === 'broken') return answer([broken]);
        for (const key of keys) disk.rows.delete(key);
        answer(null);
      });
    },
    getAllKeys(answer) {
      later(() => (disk.state === 'broken' ? answer(broken) : answer(null, [...disk.rows.keys()])));
    },
    clear(answer) {
      later(() => {
        disk.rows.clear();
        answer(null);
      });
    },
  };
}
