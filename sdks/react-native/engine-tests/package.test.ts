import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeAppScript } from '../simulator/app.ts';
import { named, openStage, sdkOf } from './started-app.ts';

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const root = join(room, '..', '..');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const built = join(room, 'dist', 'package');

const run = (file: string, ...args: readonly string[]): string =>
  execFileSync(process.execPath, [file, ...args], { encoding: 'utf8', stdio: 'pipe' });

describe('package of the React Native SDK', () => {
  before(() => run(join(room, 'build.mjs')));

  for (const format of ['esm', 'cjs'] as const) {
    it(`sends the first events as ${format}`, async () => {
      const script = await makeAppScript('ios', join(built, format, 'index.js'));
      await using stage = await openStage({ script });
      const process = await stage.start();
      sdkOf(process).record({ name: 'bought' });
      const events = await stage.sent(process);
      assert.equal(named(events, '_first_open').length, 1);
      assert.equal(named(events, 'bought').length, 1);
    });
  }

  it('brings nothing along to install but what the app has', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8'));
    assert.ok(typeof manifest === 'object' && manifest !== null && 'peerDependencies' in manifest);
    assert.deepEqual(Object.keys(manifest.peerDependencies ?? {}), [
      '@react-native-async-storage/async-storage',
      'react',
      'react-native',
    ]);
    assert.equal('dependencies' in manifest, false);
  });

  it('uses nothing of Node or of browsers that React Native does not have', () => {
    assert.equal(run(compiler, '--noEmit', '-p', join(room, 'tsconfig.sources.json')), '');
  });

  it('fits the sample app by its types', () => {
    const project = join(root, 'sdks', 'examples', 'react-native', 'tsconfig.json');
    assert.equal(run(compiler, '--noEmit', '-p', project), '');
  });
});
