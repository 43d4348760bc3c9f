import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { uriInteger } from './uri-integer.ts';

describe('uriInteger', () => {
  const cases: readonly [uri: string | undefined, value: number | undefined][] = [
    ['/collect?platform=Web&seq=7&upload_timestamp=1', 7],
    ['/collect?seq=7', 7],
    ['/collect?seq=-7#x', -7],
    ['/collect?xseq=1&seq=2', 2],
    ['/collect?seqs=1&seq=2', 2],
    ['/collect?seq=7&seq=8', 7],
    ['/collect?seq=', undefined],
    ['/collect?seq=7.0', undefined],
    ['/collect?seq=99999999999999999999', undefined],
    ['/seq=7', undefined],
    ['/collect', undefined],
    ['', undefined],
    [undefined, undefined],
  ];
  for (const [uri, value] of cases) {
    it(`finds ${value} in ${uri}`, () => assert.equal(uriInteger(uri, 'seq'), value));
  }
});
