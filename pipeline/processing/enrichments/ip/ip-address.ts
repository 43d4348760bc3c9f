import { isIPv4, isIPv6 } from 'node:net';

function ipv4Bytes(text: string): number[] {
  return text.split('.').map(Number);
}

/** Groups of a side of `::` as bytes; the last one may be an IPv4 address. */
function groupBytes(side: string): number[] {
  if (side === '') return [];
  return side.split(':').flatMap((group) => {
    if (group.includes('.')) return ipv4Bytes(group);
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}

/**
 * Bytes of an address: 4 for IPv4 and for IPv4 written in IPv6 (`::ffff:1.2.3.4`), 16 for IPv6; null for anything else,
 * an address with a zone included.
 */
export function parseIpAddress(text: string): Uint8Array | null {
  if (isIPv4(text)) return Uint8Array.from(ipv4Bytes(text));
  if (!isIPv6(text) || text.includes('%')) return null;
  const [head = '', tail] = text.split('::');
  const before = groupBytes(head);
  const after = tail === undefined ? [] : groupBytes(tail);
  const bytes = Uint8Array.from([
    ...before,
    ...Array<number>(16 - before.length - after.length).fill(0),
    ...after,
  ]);
  const isMapped =
    bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}
