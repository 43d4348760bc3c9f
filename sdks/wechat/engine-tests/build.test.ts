import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = mkdtempSync(join(tmpdir(), 'clickstream-wx-'));
const build = fileURLToPath(new URL('../build.mjs', import.meta.url));
const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);

function compile(text: string): string {
  const file = join(folder, 'app.ts');
  writeFileSync(file, text);
  const options = ['--noEmit', '--strict', '--target', 'es2017', '--types', '', '--ignoreConfig', file];
  return spawnSync(process.execPath, [compiler, ...options], { encoding: 'utf8' }).stdout;
}

describe('the folder that users get', () => {
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('is built, and its size told', () => {
    const told = execFileSync(process.execPath, [build, join(folder, 'sdk')], { encoding: 'utf8' });
    assert.match(told, /^complete \d+ bytes gzip/m);
  });

  it('has types that stand alone, and know right from wrong', () => {
    const start = "import { ClickstreamAnalytics } from './sdk/clickstream-wx.js';\n";
    const right =
      "ClickstreamAnalytics.init({ appId: 'shop', endpoint: 'https://collect.example.com/collect' });\n";
    assert.equal(compile(start + right), '');
    assert.match(compile(`${start}ClickstreamAnalytics.init({ appId: 'shop' });\n`), /'endpoint' is missing/);
    assert.match(
      compile(`${start}ClickstreamAnalytics.record({ name: 'a', attributes: { b: [1] } });\n`),
      /not assignable/,
    );
  });
});
