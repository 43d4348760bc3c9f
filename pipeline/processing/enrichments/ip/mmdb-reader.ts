import { MmdbDecoder, type MmdbMap, type MmdbValue } from './mmdb-decoder.ts';
import type { PagedFile } from './paged-file.ts';

/** A MaxMind-format database: addresses to records. */
export interface MmdbReader {
  /** 4 = IPv4 addresses only; 6 = both, IPv4 under `::/96`. */
  readonly ipVersion: 4 | 6;
  /** The record of an address of 4 or 16 bytes; null when there is none. */
  find(address: Uint8Array): MmdbMap | null;
}

const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const metadataSearchBytes = 128 * 1024;
const separatorBytes = 16;

/** True for a value that is a map. */
export function isMmdbMap(value: MmdbValue | undefined): value is MmdbMap {
  return typeof value === 'object' && !Array.isArray(value) && !Buffer.isBuffer(value);
}

interface Metadata {
  readonly nodeCount: number;
  readonly recordBits: 24 | 28 | 32;
  readonly ipVersion: 4 | 6;
}

function readMetadata(file: PagedFile): Metadata {
  const start = Math.max(0, file.size - metadataSearchBytes);
  const found = file.slice(start, file.size - start).lastIndexOf(marker);
  if (found < 0) throw new RangeError('no MaxMind metadata');
  const base = start + found + marker.length;
  const metadata = new MmdbDecoder(file, base).valueAt(base);
  if (!isMmdbMap(metadata)) throw new RangeError('the metadata is not a map');
  const { node_count: nodeCount, record_size: recordBits, ip_version: ipVersion } = metadata;
  const isKnown =
    typeof nodeCount === 'number' &&
    (recordBits === 24 || recordBits === 28 || recordBits === 32) &&
    (ipVersion === 4 || ipVersion === 6);
  if (!isKnown) throw new RangeError('the metadata lacks a field');
  return { nodeCount, recordBits, ipVersion };
}

/** Reads a database. Throws a RangeError when the file is not one. */
export function createMmdbReader(file: PagedFile): MmdbReader {
  const { nodeCount, recordBits, ipVersion } = readMetadata(file);
  const nodeBytes = recordBits / 4;
  const treeBytes = nodeCount * nodeBytes;
  if (treeBytes + separatorBytes > file.size) throw new RangeError('the search tree is cut');
  const decoder = new MmdbDecoder(file, treeBytes + separatorBytes);

  function child(node: number, bit: number): number {
    const at = node * nodeBytes;
    if (recordBits !== 28) return file.unsigned(at + (bit * nodeBytes) / 2, recordBits / 8);
    // The middle byte holds the upper four bits of both sides.
    const middle = file.byte(at + 3);
    return bit === 0
      ? (middle >> 4) * 0x100_0000 + file.unsigned(at, 3)
      : (middle & 15) * 0x100_0000 + file.unsigned(at + 4, 3);
  }
  function descend(from: number, address: Uint8Array): number {
    let node = from;
    for (let bit = 0; bit < address.length * 8 && node < nodeCount; bit++) {
      node = child(node, ((address[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1);
    }
    return node;
  }
  let ipv4Start: number | undefined;
  return {
    ipVersion,
    find(address) {
      if (address.length === 16 && ipVersion === 4) return null;
      ipv4Start ??= ipVersion === 4 ? 0 : descend(0, new Uint8Array(12));
      const node = descend(address.length === 4 ? ipv4Start : 0, address);
      if (node <= nodeCount) return null;
      const record = decoder.valueAt(treeBytes + node - nodeCount);
      return isMmdbMap(record) ? record : null;
    },
  };
}
