import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceCategory } from './device-category.ts';

const cases: readonly [family: string, category: string][] = [
  ['SomeBOT phone', 'Bot'],
  ['Spider', 'Bot'],
  ['Crawler', 'Bot'],
  ['spider', 'Other'],
  ['Spider 2', 'Other'],
  ['Generic Smartphone', 'Mobile'],
  ['Windows Phone', 'Mobile'],
  ['Mobile tablet', 'Mobile'],
  ['Generic Tablet', 'Tablet'],
  ['iPad', 'Tablet'],
  ['Kindle Fire', 'Tablet'],
  ['Mac', 'PC'],
  ['Linux Desktop', 'PC'],
  ['HPC', 'PC'],
  ['Other', 'Other'],
  ['Samsung SM-S918B', 'Other'],
];

describe('deviceCategory', () => {
  for (const [family, category] of cases) {
    it(`calls ${family} ${category}`, () => assert.equal(deviceCategory(family), category));
  }
});
