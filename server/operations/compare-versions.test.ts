import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compareVersions } from './compare-versions.ts';

for (const [older, newer] of [
  ['1.2', '1.10'],
  ['1.2.3', '1.3'],
  ['2.0.0-beta', '2.0.0'],
  ['2.0.0-beta.2', '2.0.0-beta.11'],
  ['1.9', '2'],
] as const) {
  it(`${older} is older than ${newer}`, () => {
    assert.ok(compareVersions(older, newer) < 0);
    assert.ok(compareVersions(newer, older) > 0);
  });
}

it('a missing part is 0', () => assert.equal(compareVersions('1.2', '1.2.0'), 0));
