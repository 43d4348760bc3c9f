// Builds what an installation hands out, into dist: the script for mini programs, and the npm package with its archive.
// Usage: node sdks/wechat/build.mjs [--sizes]: sizes only
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildHandOut, declarationsOf } from '@millstream/sdk-packaging';
import { bundleSdk } from './bundle.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

function manifest() {
  const { name, version, description, license } = JSON.parse(
    readFileSync(join(here, 'package.json'), 'utf8'),
  );
  return {
    name,
    version,
    description,
    license,
    main: 'clickstream-wx.js',
    types: 'clickstream-wx.d.ts',
    // What WeChat's tools copy when they build npm packages.
    miniprogram: '.',
  };
}

/** Types of the shared client come along, so that the package needs no other. */
function declarations() {
  return declarationsOf({
    entries: [join(here, 'index.ts')],
    root: join(root, 'sdks'),
    included: { '@millstream/sdk-client': join(root, 'sdks', 'client', 'index.ts') },
  });
}

/** Files of the npm package by path. */
export async function packageFiles() {
  return new Map([
    ['package.json', `${JSON.stringify(manifest(), null, 2)}\n`],
    ['README.md', readFileSync(join(here, 'README.md'))],
    ['LICENSE', readFileSync(join(root, 'LICENSE'))],
    ['clickstream-wx.js', await bundleSdk()],
    ['clickstream-wx.d.ts', "export * from './types/wechat/index.js';\n"],
    ...[...declarations()].map(([path, text]) => [`types/${path}`, text]),
  ]);
}

async function makeFiles() {
  const inPackage = await packageFiles();
  const script = 'clickstream-wx.js';
  return { inPackage, alone: new Map([[script, inPackage.get(script)]]) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--sizes')) {
    console.log(`complete ${gzipSync(await bundleSdk(), { level: 9 }).length} bytes gzip`);
  } else await buildHandOut({ root, room: 'wechat', make: makeFiles });
}
