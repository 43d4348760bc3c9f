import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoreLayout } from '@millstream/core';

/** Bytes of one file that are read at a time; a flood shows in parts. */
const mostBytes = 512_000;

/** New lines of what is being collected. */
export interface WalWatch {
  /** Whole lines that came since the last call, of all open and sealed segments. */
  read(): Promise<readonly string[]>;
}

/** Cuts at the last newline; zeros are space that a writer took ahead. */
function wholeLines(bytes: Buffer): { readonly lines: readonly string[]; readonly length: number } {
  const zero = bytes.indexOf(0);
  const written = zero === -1 ? bytes : bytes.subarray(0, zero);
  const end = written.lastIndexOf(10) + 1;
  const text = written.subarray(0, end).toString('utf8');
  return { lines: text.split('\n').filter((line) => line !== ''), length: end };
}

/** What open segment and sealed segment of one writer have in common. */
function keyOf(name: string): string {
  const [, writer = '', sequence = ''] = name.replace(/\.(open|ndjson)$/, '').split('-');
  return `${writer}-${sequence}`;
}

/** Starts at the end of what is there: only what arrives from now on is read. */
export async function watchWal(layout: StoreLayout): Promise<WalWatch> {
  const offsets = new Map<string, number>();

  async function readFile(path: string, key: string): Promise<readonly string[]> {
    const file = await open(path).catch(() => null);
    if (file === null) return [];
    try {
      const from = offsets.get(key) ?? 0;
      const buffer = Buffer.alloc(mostBytes);
      const { bytesRead } = await file.read(buffer, 0, mostBytes, from);
      const { lines, length } = wholeLines(buffer.subarray(0, bytesRead));
      offsets.set(key, from + length);
      return lines;
    } finally {
      await file.close();
    }
  }

  async function read(): Promise<readonly string[]> {
    const lines: string[] = [];
    const seen = new Set<string>();
    for (const folder of [layout.wal, layout.sealed]) {
      for (const name of await readdir(folder).catch(() => [])) {
        const key = keyOf(name);
        seen.add(key);
        lines.push(...(await readFile(join(folder, name), key)));
      }
    }
    for (const key of offsets.keys()) if (!seen.has(key)) offsets.delete(key);
    return lines;
  }

  // What lies there already is passed over.
  for (let before = -1, count = 0; before !== count; ) {
    before = count;
    count += (await read()).length;
  }
  return { read };
}
