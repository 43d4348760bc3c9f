import { BlockList, isIP } from 'node:net';

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

function splitRange(text: string): { address: string; prefix: number } | null {
  const [address = '', prefixText, ...rest] = text.trim().split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const longest = version === 6 ? 128 : 32;
  if (prefixText === undefined) return { address, prefix: longest };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > longest) return null;
  return { address, prefix: Number(prefixText) };
}

/** Whether `text` is an IP address or a CIDR range. */
export function isAddressRange(text: string): boolean {
  return splitRange(text) !== null;
}

/** Compiles addresses and CIDR ranges (others are ignored) into a test for membership. */
export function compileAddressRanges(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of ranges) {
    const range = splitRange(text);
    if (range) list.addSubnet(range.address, range.prefix, family(range.address));
  }
  return (address) => isIP(address) !== 0 && list.check(address, family(address));
}
