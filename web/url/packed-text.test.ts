import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packText, unpackText } from './packed-text.ts';

describe('packed texts', () => {
  for (const text of ['', '{"a":1}', '漏斗 <b>"&%</b> \u0000', 'x'.repeat(100_000)]) {
    it(`come back: ${text.length} characters`, async () => {
      const packed = await packText(text);
      assert.match(packed, /^[\w-]*$/);
      assert.equal(await unpackText(packed), text);
    });
  }
  it('are much shorter than specs', async () => {
    const spec = JSON.stringify(
      Array.from({ length: 10 }, () => ({ event: 'purchase', measure: { type: 'userCount' } })),
    );
    assert.ok((await packText(spec)).length < spec.length / 4);
  });
  for (const broken of ['!!!', 'abc', 'AAAA'])
    it(`are null when broken: ${broken}`, async () => assert.equal(await unpackText(broken), null));
});
