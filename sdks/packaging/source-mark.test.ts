import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isUpToDate, sourceMark, writeFresh } from './source-mark.ts';

describe('what is made of sources', () => {
  let root = '';
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'millstream-mark-'));
    write('tea/a.ts', 'a');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const mark = () => sourceMark(root, ['tea/**/*.ts']);

  const changes: readonly [string, () => void, boolean][] = [
    ['a changed file', () => write('tea/a.ts', 'b'), true],
    ['a new file', () => write('tea/more/b.ts', ''), true],
    ['a file that moved its text to another', () => write('tea/aa.ts', ''), true],
    ['a file that is no source', () => write('tea/a.txt', ''), false],
    ['what was built', () => write('tea/dist/a.ts', ''), false],
    ['an installed package', () => write('tea/node_modules/x/a.ts', ''), false],
  ];
  for (const [name, change, isNew] of changes) {
    it(`is made ${isNew ? 'again' : 'no second time'} for ${name}`, () => {
      const before = mark();
      writeFresh(join(root, 'out'), before, new Map());
      change();
      assert.equal(isUpToDate(join(root, 'out'), mark()), !isNew);
    });
  }

  it('replaces the folder as a whole', () => {
    const out = join(root, 'out');
    writeFresh(out, '1', new Map([['old/x.js', 'x']]));
    writeFresh(out, '2', new Map([['new/y.js', 'y']]));
    assert.equal(existsSync(join(out, 'old')), false);
    assert.equal(readFileSync(join(out, 'new/y.js'), 'utf8'), 'y');
    assert.deepEqual([isUpToDate(out, '1'), isUpToDate(out, '2')], [false, true]);
  });
});
