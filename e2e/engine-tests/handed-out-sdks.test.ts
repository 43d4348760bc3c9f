// `npm install ADDRESS/sdks/millstream-analytics-web.tgz` with a running product, and what an app can do with it then.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Product, startProduct } from '../product/start-product.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const folder = mkdtempSync(join(tmpdir(), 'millstream-app-'));

/** Runs a program in the app's folder. @returns what it printed */
function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

/** Entries with a name that each must export. */
const entries = [
  ['@millstream/analytics-web', 'millstream'],
  ['@millstream/analytics-web/core', 'millstream'],
  ['@millstream/analytics-web/clickstream', 'ClickstreamAnalytics'],
  ['@millstream/analytics-web/proxy', 'createProxy'],
  ['@millstream/analytics-web/tracking-plan', 'asTyped'],
] as const;

/** A page's code, which knows no types of Node. */
const pageSource = `
import { type StaticApi, type WebConfiguration, millstream } from '@millstream/analytics-web';
import { Attr, ClickstreamAnalytics, PageType, SendMode } from '@millstream/analytics-web/clickstream';
import { millstream as core } from '@millstream/analytics-web/core';
const configuration: WebConfiguration = { appId: 'web', endpoint: '/collect', pageType: PageType.SPA, sendMode: SendMode.Batch };
const clients: readonly StaticApi[] = [millstream, core, ClickstreamAnalytics];
export const isStarted: boolean = clients[0]!.init(configuration);
millstream.track('paid', { [Attr.VALUE]: 1 });
// @ts-expect-error appId is required
millstream.init({ endpoint: '/collect' });
`;

const serverSource = `
import { createProxy, expressProxy, type NodeHandler } from '@millstream/analytics-web/proxy';
const collector = 'https://collect.example.org/collect';
export const POST: (request: Request) => Promise<Response> = createProxy({ collector });
export const handler: NodeHandler = expressProxy({ collector });
`;

describe('SDKs that an installation hands out', { timeout: 600_000 }, () => {
  let product: Product;
  before(async () => {
    product = await startProduct();
    write('package.json', '{ "name": "shop", "private": true, "type": "module" }');
    const address = `${product.url}/sdks/millstream-analytics-web.tgz`;
    run('npm', 'install', '--no-audit', '--no-fund', address);
  });
  after(async () => {
    await product[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  it('bring nothing else along', () => {
    const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
    assert.deepEqual(Object.keys(packages), ['', 'node_modules/@millstream/analytics-web']);
  });

  for (const [entry, name] of entries) {
    it(`load as ES module and as CommonJS: ${entry}`, () => {
      write('in.mjs', `import * as all from '${entry}'; console.log(typeof all.${name});`);
      write('in.cjs', `console.log(typeof require('${entry}').${name});`);
      for (const file of ['in.mjs', 'in.cjs'])
        assert.match(run(process.execPath, file), /^(object|function)$/m);
    });
  }

  it('share one client among their entries', () => {
    const names = `{ millstream }, { ClickstreamAnalytics }`;
    write(
      'one.mjs',
      `const [${names}] = [await import('@millstream/analytics-web'), await import('@millstream/analytics-web/clickstream')];
console.log(millstream.record === ClickstreamAnalytics.record, millstream.init({ appId: 'web', endpoint: '/collect' }));`,
    );
    assert.equal(run(process.execPath, 'one.mjs'), 'true false\n');
  });

  for (const { file, resolution, module, source, types } of [
    { file: 'app.mts', resolution: 'nodenext', module: 'nodenext', source: pageSource, types: [] },
    { file: 'app.cts', resolution: 'nodenext', module: 'nodenext', source: pageSource, types: [] },
    { file: 'app.ts', resolution: 'bundler', module: 'esnext', source: pageSource, types: [] },
    { file: 'server.mts', resolution: 'nodenext', module: 'nodenext', source: serverSource, types: ['node'] },
  ]) {
    it(`have types for ${file} with ${resolution}`, () => {
      write(file, source);
      const compilerOptions = {
        ...{ module, moduleResolution: resolution, strict: true, noEmit: true },
        ...{
          target: 'es2022',
          lib: ['es2024', 'dom'],
          types,
          typeRoots: [join(root, 'node_modules/@types')],
        },
        // The types of Node are no concern of ours.
        skipLibCheck: types.length > 0,
      };
      write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
      run(process.execPath, join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', folder);
    });
  }

  for (const format of ['esm', 'cjs'])
    it(`give React its components under the names that apps use, as components of pages: ${format}`, () => {
      const path = `node_modules/@millstream/analytics-web/${format}/react.js`;
      const text = readFileSync(join(folder, path), 'utf8');
      assert.match(text, /^(?:["']use strict["'];)?["']use client["'];/);
      assert.match(text, /\bconfiguration\b/);
    });

  it('bring the command that makes types of a tracking plan', () => {
    write('plan.json', readFileSync(join(root, 'sdks/web/tracking-plan/example-plan.json'), 'utf8'));
    assert.match(
      run(join(folder, 'node_modules', '.bin', 'millstream-types'), 'plan.json'),
      /export interface/,
    );
  });

  it('are there for each platform that the app page has a guide for', async () => {
    const { files } = (await (await fetch(`${product.url}/sdks`)).json()) as { files: string[] };
    const named = [
      'millstream-analytics-web.tgz',
      'millstream-analytics-react-native.tgz',
      'clickstream-wx.js',
    ];
    assert.deepEqual(
      named.filter((name) => !files.includes(name)),
      [],
    );
  });

  for (const { sdk, entry } of [
    { sdk: 'react-native', entry: '@millstream/analytics-react-native/package.json' },
    { sdk: 'wechat', entry: '@millstream/analytics-wechat' },
  ])
    it(`install without anything else: ${sdk}`, () => {
      const address = `${product.url}/sdks/millstream-analytics-${sdk}.tgz`;
      // An app has React Native itself.
      run('npm', 'install', '--no-audit', '--no-fund', '--legacy-peer-deps', address);
      write('found.cjs', `console.log(typeof require('${entry}'));`);
      assert.equal(run(process.execPath, 'found.cjs'), 'object\n');
    });

  it('are asked for anew only when they changed', async () => {
    const script = await fetch(`${product.url}/sdks/millstream.js`);
    assert.equal(script.headers.get('cross-origin-resource-policy'), 'cross-origin');
    const etag = script.headers.get('etag') ?? '';
    const again = await fetch(`${product.url}/sdks/millstream.js`, { headers: { 'if-none-match': etag } });
    assert.equal(again.status, 304);
    const collected = await fetch(`${product.collect}/millstream.js`);
    assert.equal(await collected.text(), await script.text());
  });

  for (const path of ['..%2f..%2fpackage.json', 'package.json', 'nothing.tgz'])
    it(`hand out nothing else: ${path}`, async () => {
      assert.equal((await fetch(`${product.url}/sdks/${path}`)).status, 404);
    });
});
