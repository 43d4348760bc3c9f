import type { MmdbValue } from '../enrichments/ip/mmdb-decoder.ts';

/** A record for all addresses that start with these bits (`0` and `1`). */
export interface MmdbEntry {
  readonly bits: string;
  readonly record: MmdbValue;
}

/** Shape of the file to write. */
export interface MmdbShape {
  readonly recordBits: 24 | 28 | 32;
  readonly ipVersion: 4 | 6;
}

function head(type: number, size: number): Buffer {
  const short = Math.min(size, 29);
  const control = type > 7 ? [short, type - 7] : [(type << 5) | short];
  return Buffer.from(size < 29 ? control : [...control, size - 29]);
}

/** Encodes a value; numbers become 32-bit unsigned ones, or doubles when they have a fraction. */
function encoded(value: MmdbValue): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'boolean') return head(14, value ? 1 : 0);
  if (typeof value === 'number' && Number.isInteger(value)) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return Buffer.concat([head(3, 8), bytes]);
  }
  if (Buffer.isBuffer(value)) return Buffer.concat([head(4, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(11, value.length), ...value.map(encoded)]);
  const entries = Object.entries(value);
  return Buffer.concat([
    head(7, entries.length),
    ...entries.flatMap(([key, member]) => [encoded(key), encoded(member)]),
  ]);
}

type Node = [left: Branch, right: Branch];
type Branch = { kind: 'node'; index: number } | { kind: 'record'; offset: number } | { kind: 'nothing' };

/** Writes a small database in MaxMind's format, for tests. */
export function writeMmdb(entries: readonly MmdbEntry[], { recordBits, ipVersion }: MmdbShape): Buffer {
  const nodes: Node[] = [[{ kind: 'nothing' }, { kind: 'nothing' }]];
  const records: Buffer[] = [];
  let offset = 0;
  for (const { bits, record } of entries) {
    let node = 0;
    for (const bit of bits.slice(0, -1)) {
      const side = Number(bit);
      const next = nodes[node]?.[side];
      if (next?.kind === 'node') node = next.index;
      else {
        const index = nodes.push([{ kind: 'nothing' }, { kind: 'nothing' }]) - 1;
        (nodes[node] as Node)[side] = { kind: 'node', index };
        node = index;
      }
    }
    (nodes[node] as Node)[Number(bits.at(-1))] = { kind: 'record', offset };
    const bytes = encoded(record);
    records.push(bytes);
    offset += bytes.length;
  }
  const number = (branch: Branch): number => {
    if (branch.kind === 'node') return branch.index;
    return branch.kind === 'record' ? nodes.length + 16 + branch.offset : nodes.length;
  };
  const tree = nodes.map(([left, right]) => {
    const pair = (BigInt(number(left)) << BigInt(recordBits)) | BigInt(number(right));
    const bytes = Buffer.from(pair.toString(16).padStart(recordBits / 2, '0'), 'hex');
    if (recordBits !== 28) return bytes;
    // With 28 bits the upper four of both sides share the middle byte: left's above right's.
    const [l, r] = [number(left), number(right)];
    const shared = ((l >> 24) << 4) | (r >> 24);
    return Buffer.from([
      (l >> 16) & 255,
      (l >> 8) & 255,
      l & 255,
      shared,
      (r >> 16) & 255,
      (r >> 8) & 255,
      r & 255,
    ]);
  });
  const metadata = {
    node_count: nodes.length,
    record_size: recordBits,
    ip_version: ipVersion,
    languages: ['en'],
  };
  return Buffer.concat([
    ...tree,
    Buffer.alloc(16),
    ...records,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    encoded(metadata),
  ]);
}
