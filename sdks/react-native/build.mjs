// Builds what an installation hands out, into dist: the npm package and its archive.
// Usage: node sdks/react-native/build.mjs
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHandOut, bundleModules, declarationsOf } from '@millstream/sdk-packaging';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const described = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

/** package.json as it is published: nothing to install with it but what Expo and React Native apps have. */
function manifest() {
  const { name, version, description, license, peerDependencies } = described;
  const of = (format) => ({
    types: `./${format}/types/react-native/index.d.ts`,
    default: `./${format}/index.js`,
  });
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports: { '.': { import: of('esm'), require: of('cjs') }, './package.json': './package.json' },
    // Metro before 0.82 does not read exports.
    main: './cjs/index.js',
    module: './esm/index.js',
    types: './esm/types/react-native/index.d.ts',
    peerDependencies,
  };
}

function thirdParty() {
  return ['fflate', '@noble/hashes']
    .map((name) => `${name}\n\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()}\n`)
    .join('\n');
}

async function packageFiles() {
  const files = new Map([['package.json', `${JSON.stringify(manifest(), null, 2)}\n`]]);
  const readme = join(here, 'README.md');
  if (existsSync(readme)) files.set('README.md', readFileSync(readme));
  files.set('LICENSE', readFileSync(join(root, 'LICENSE')));
  files.set('THIRD-PARTY.txt', thirdParty());
  const types = declarationsOf({
    entries: [join(here, 'index.ts')],
    root: join(root, 'sdks'),
    included: { '@millstream/sdk-client': join(root, 'sdks', 'client', 'index.ts') },
  });
  for (const format of ['esm', 'cjs']) {
    // Tells tools how files of this folder are to be read.
    const type = format === 'esm' ? 'module' : 'commonjs';
    files.set(`${format}/package.json`, `${JSON.stringify({ type, sideEffects: false })}\n`);
    const bundled = await bundleModules({
      folder: here,
      entries: { index: 'index.ts' },
      format,
      target: 'es2020',
      external: Object.keys(described.peerDependencies),
    });
    for (const [path, text] of bundled) files.set(`${format}/${path}`, text);
    for (const [path, text] of types) files.set(`${format}/types/${path}`, text);
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await buildHandOut({ root, room: 'react-native', make: async () => ({ inPackage: await packageFiles() }) });
