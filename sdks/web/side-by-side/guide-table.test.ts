import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { withDifferences } from './guide-table.ts';

it('the guide lists each difference from the retired client; sdks/web/side-by-side/write-guide.ts writes them', () => {
  const guide = readFileSync(new URL('../../../docs/sdk-web.md', import.meta.url), 'utf8');
  assert.equal(guide, withDifferences(guide));
});

it('a guide without the place of the table is refused', () => {
  assert.throws(() => withDifferences('# Guide'), RangeError);
});
