import assert from 'node:assert/strict';
import { it } from 'node:test';
import { gzipSize, sizeLimits } from './bundle-size.ts';

for (const { name, entry, maxBytes } of sizeLimits) {
  it(`the ${name} client has at most ${maxBytes} bytes, minified and compressed`, async () => {
    const byteCount = await gzipSize(entry);
    assert.ok(byteCount > 1000, `${byteCount} bytes are no client`);
    assert.ok(byteCount <= maxBytes, `${byteCount} bytes`);
  });
}
