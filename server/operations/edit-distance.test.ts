import assert from 'node:assert/strict';
import { it } from 'node:test';
import { editDistance, nearestId } from './edit-distance.ts';

for (const [a, b, distance] of [
  ['web', 'web', 0],
  ['wbe', 'web', 1],
  ['WEB', 'web', 0],
  ['shop_app', 'shopapp', 1],
  ['abc', 'xyz', 3],
  ['a', 'abcdefgh', 4],
  ['', 'ab', 2],
] as const) {
  it(`${a} and ${b} are ${distance} apart`, () => assert.equal(editDistance(a, b, 3), distance));
}

it('names the registered app that was probably meant', () => {
  assert.equal(nearestId('wbe', ['android', 'web', 'shop']), 'web');
  assert.equal(nearestId('checkout', ['android', 'web']), null);
  assert.equal(nearestId('x', []), null);
});
