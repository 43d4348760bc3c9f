import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { parseSegmentSpec } from './segment-spec.ts';

const manual = readFileSync(new URL('../../docs/segments.md', import.meta.url), 'utf8');

describe('the manual of segments', () => {
  it('shows a segment that is valid', () => {
    const [example = ''] = /^ {4}\{\n(?: {4}.*\n)+/m.exec(manual) ?? [];
    const spec = parseSegmentSpec(JSON.parse(example));
    assert.equal(spec.name, 'Buyers of the month');
  });
});
