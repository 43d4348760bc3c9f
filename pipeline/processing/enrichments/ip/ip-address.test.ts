import assert from 'node:assert/strict';
import { isIPv6 } from 'node:net';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseIpAddress } from './ip-address.ts';

const cases: readonly [text: string, bytes: readonly number[] | null][] = [
  ['1.2.3.4', [1, 2, 3, 4]],
  ['255.255.255.255', [255, 255, 255, 255]],
  ['::ffff:1.2.3.4', [1, 2, 3, 4]],
  ['::', Array(16).fill(0)],
  ['2001:db8::1', [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]],
  ['1:2:3:4:5:6:7::', [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0]],
  ['64:ff9b::1.2.3.4', [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]],
  ['fe80::1%eth0', null],
  ['1.2.3', null],
  ['01.2.3.4', null],
  ['1.2.3.4:80', null],
  ['unknown', null],
  ['', null],
];

describe('parseIpAddress', () => {
  for (const [text, bytes] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const parsed = parseIpAddress(text);
      assert.deepEqual(parsed && [...parsed], bytes);
    });
  }

  it('reads every IPv6 text as 16 bytes, or 4 for IPv4 inside', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const length = parseIpAddress(text)?.length;
        return isIPv6(text) ? length === 16 || length === 4 : length === undefined;
      }),
    );
  });
});
