import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { packageArchive } from './package-archive.ts';

/** What `tar` says about an archive. */
function tar(archive: Buffer, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('tar', args, { input: archive, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout;
}

const files = new Map<string, string | Uint8Array>([
  ['package.json', '{}'],
  ['empty.txt', ''],
  ['block.txt', 'x'.repeat(512)],
  ['esm/茶.js', new TextEncoder().encode('export {};')],
  ['bin/tea.mjs', '#!/usr/bin/env node\n'],
]);

describe('a package archive', () => {
  it('holds every file whole, for any program that reads tar', () => {
    const archive = packageArchive(files);
    assert.deepEqual(
      tar(archive, 'tz', '--quoting-style=literal').trim().split('\n'),
      [...files.keys()].map((path) => `package/${path}`),
    );
    for (const [path, content] of files)
      assert.equal(tar(archive, 'xzO', `package/${path}`), Buffer.from(content).toString(), path);
  });

  it('lets commands be executed, and nothing else', () => {
    const lines = tar(packageArchive(files), 'tvz').trim().split('\n');
    assert.deepEqual(
      lines.map((line) => line.slice(0, 10)),
      ['-rw-r--r--', '-rw-r--r--', '-rw-r--r--', '-rw-r--r--', '-rwxr-xr-x'],
    );
  });

  it('is the same for the same files', () => {
    assert.deepEqual(packageArchive(files), packageArchive(files));
  });

  it('takes no path that the format cannot hold', () => {
    assert.throws(() => packageArchive(new Map([['x'.repeat(93), '']])), RangeError);
  });
});
