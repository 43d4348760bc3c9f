import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const room = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'clickstream-wx-'));
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

/** Compiles as an app of a user would. @returns what is wrong */
function compile(text: string): string {
  const file = join(folder, 'app.ts');
  writeFileSync(file, text);
  const options = ['--noEmit', '--strict', '--target', 'es2017', '--types', '', '--ignoreConfig', file];
  return spawnSync(process.execPath, [compiler, ...options], { encoding: 'utf8' }).stdout;
}

describe('the package that users get', () => {
  before(() => {
    execFileSync(process.execPath, [join(room, 'build.mjs')]);
    const archive = join(room, 'dist', 'millstream-analytics-wechat.tgz');
    execFileSync('tar', ['-xzf', archive, '-C', folder]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has types that stand alone, and know right from wrong', () => {
    const start = "import { ClickstreamAnalytics } from './package/clickstream-wx.js';\n";
    const right =
      "ClickstreamAnalytics.init({ appId: 'shop', endpoint: 'https://collect.example.com/collect' });\n";
    assert.equal(compile(start + right), '');
    assert.match(compile(`${start}ClickstreamAnalytics.init({ appId: 'shop' });\n`), /'endpoint' is missing/);
    assert.match(
      compile(`${start}ClickstreamAnalytics.record({ name: 'a', attributes: { b: [1] } });\n`),
      /not assignable/,
    );
  });

  it('is required by scripts, and does nothing outside of WeChat', () => {
    const { ClickstreamAnalytics } = createRequire(join(folder, 'app.js'))('./package/clickstream-wx.js');
    assert.equal(
      ClickstreamAnalytics.init({ appId: 'shop', endpoint: 'https://collect.example.com' }),
      false,
    );
  });

  it('comes from sources that know neither browsers nor Node', () => {
    const { stdout } = spawnSync(process.execPath, [compiler, '-p', join(room, 'tsconfig.sources.json')], {
      encoding: 'utf8',
    });
    assert.equal(stdout, '');
  });
});
