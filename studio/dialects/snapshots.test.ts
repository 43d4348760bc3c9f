import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { sqlSnapshots } from '../test-support/snapshots/sql-snapshots.ts';

const folder = new URL('./snapshots/', import.meta.url);
const snapshots = sqlSnapshots();
const advice = 'read the difference, then run: node studio/test-support/snapshots/write-sql-snapshots.ts';

describe("each kind's SQL", () => {
  for (const { fileName, text } of snapshots) {
    it(`is the one that was read last: ${fileName}`, async () => {
      assert.equal(text, await readFile(new URL(fileName, folder), 'utf8'), advice);
    });
  }

  it('has no snapshot that nothing prints', async () => {
    const printed = snapshots.map(({ fileName }) => fileName).sort();
    assert.deepEqual((await readdir(folder)).sort(), printed);
  });
});
