import assert from 'node:assert/strict';
import { it } from 'node:test';
import { byteLength } from './index.ts';

const texts = ['', 'plain', 'é', '漢字', '😀', 'a\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff', '😀é漢a'];

for (const text of texts)
  it(`counts ${JSON.stringify(text)} as it is sent`, () =>
    assert.equal(byteLength(text), Buffer.byteLength(text)));
