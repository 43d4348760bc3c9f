import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { errorRegistry } from '@millstream/core';

const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8');
const documented = [...page.matchAll(/^\| `([A-Z_0-9]+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [
  code,
  Number(status),
]);

describe('error reference', () => {
  it('has a line for every code, with its status, and no other', () => {
    const registered = Object.entries(errorRegistry).map(([code, { status }]) => [code, status]);
    assert.deepEqual(documented.sort(), registered.sort());
  });
});
