import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shownFiles, withFiles } from './guide.ts';

const room = fileURLToPath(new URL('.', import.meta.url));
const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const guide = read('README.md');
const examples = globSync('{curl/*.sh,node/*.mjs,python/*.py,go/**/*.go,java/*.java}', { cwd: room });
const maxLines = 80;

describe('the guide of the HTTP API', () => {
  it('shows every example once', () => {
    assert.deepEqual([...shownFiles(guide)].sort(), examples.sort());
  });

  it('shows the examples as they run; write-guide.ts brings them in', () => {
    assert.equal(guide, withFiles(guide, read));
  });

  for (const example of examples) {
    it(`${example} is small enough to be copied`, () => {
      const lines = read(example).trimEnd().split('\n').length;
      assert.ok(lines <= maxLines, `${lines} lines`);
    });
  }
});
