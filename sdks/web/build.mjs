// Builds what an installation hands out, into dist: the one-file script and the npm package with its archive.
// Usage: node sdks/web/build.mjs [--sizes]: sizes only
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildHandOut, bundleModules, declarationsOf } from '@millstream/sdk-packaging';
import { gzipSize, sizeLimits } from './bundle-size.ts';
import { shrinkScript } from './shrink-script.ts';

export { bundleEntry, gzipSize } from './bundle-size.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const described = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));

/** Entries of browsers by published name; `millstream` is the client that the others share. */
const pageEntries = {
  index: 'index.ts',
  core: 'core.ts',
  clickstream: 'clickstream.ts',
  millstream: 'millstream.ts',
  react: 'react/index.ts',
};
const serverEntries = { proxy: 'proxy/index.ts', 'tracking-plan': 'tracking-plan/index.ts' };
const published = ['index', 'core', 'clickstream', 'react', 'proxy', 'tracking-plan'];

const existing = (entries) =>
  Object.fromEntries(Object.entries(entries).filter(([, source]) => existsSync(join(here, source))));

async function moduleFiles(format) {
  const { react, ...clients } = existing(pageEntries);
  const pages = await bundleModules({ folder: here, entries: clients, format, shrink: shrinkScript });
  // Its names are those of apps, which shrinking would take for names between parts of the SDK.
  const external = ['react', 'react-dom'];
  const components = await bundleModules({ folder: here, entries: { react }, format, external });
  const server = await bundleModules({ folder: here, entries: serverEntries, format, platform: 'node' });
  return new Map([...pages, ...components, ...server]);
}

function declarations() {
  const entries = Object.values({ ...existing(pageEntries), ...serverEntries }).map((path) =>
    join(here, path),
  );
  const included = { '@millstream/sdk-client': join(root, 'sdks', 'client', 'index.ts') };
  return declarationsOf({ entries, root: join(root, 'sdks'), included });
}

/** package.json as it is published: nothing to install with it. */
function manifest() {
  const { name, version, description, license } = described;
  const sources = { ...pageEntries, ...serverEntries };
  const conditions = (entry) => {
    const types = sources[entry].replace(/\.tsx?$/, '.d.ts');
    const of = (format) => ({ types: `./${format}/types/web/${types}`, default: `./${format}/${entry}.js` });
    return { import: of('esm'), require: of('cjs') };
  };
  const exports = Object.fromEntries(
    published
      .filter((entry) => existsSync(join(here, sources[entry])))
      .map((entry) => [entry === 'index' ? '.' : `./${entry}`, conditions(entry)]),
  );
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    sideEffects: false,
    exports: { ...exports, './millstream.js': './millstream.js', './package.json': './package.json' },
    // For tools that do not read exports.
    main: './cjs/index.js',
    module: './esm/index.js',
    types: './esm/types/web/index.d.ts',
    bin: { 'millstream-types': 'bin/millstream-types.mjs' },
    peerDependencies: { react: '>=18' },
    peerDependenciesMeta: { react: { optional: true } },
  };
}

/** What a person reads who opens the package. */
function readmeText() {
  const { name, description } = described;
  return `# ${name}\n\n${description}. The guide is docs/sdk-web.md of your Millstream installation.\n`;
}

/** The licence of what is bundled into the lazy part of web vitals. */
function thirdParty() {
  const licence = readFileSync(join(root, 'node_modules', 'web-vitals', 'LICENSE'), 'utf8');
  return `web-vitals\n\n${licence.trim()}\n`;
}

async function packageFiles(scripts) {
  const files = new Map([['package.json', `${JSON.stringify(manifest(), null, 2)}\n`]]);
  files.set('LICENSE', readFileSync(join(root, 'LICENSE')));
  files.set('THIRD-PARTY.txt', thirdParty());
  files.set('README.md', readmeText());
  const types = declarations();
  for (const format of ['esm', 'cjs']) {
    // Tells tools how files of this folder are to be read.
    const type = format === 'esm' ? 'module' : 'commonjs';
    files.set(`${format}/package.json`, `${JSON.stringify({ type, sideEffects: false })}\n`);
    for (const [path, text] of await moduleFiles(format)) files.set(`${format}/${path}`, text);
    for (const [path, text] of types) files.set(`${format}/types/${path}`, text);
  }
  for (const [path, text] of scripts) files.set(path, text);
  const command = { 'millstream-types': 'bin/millstream-types.mjs' };
  const tools = await bundleModules({ folder: here, entries: command, format: 'esm', platform: 'node' });
  files.set('bin/millstream-types.mjs', tools.get('millstream-types.js') ?? '');
  return files;
}

/** The files of the package, and those that pages load from the collector. */
async function makeFiles() {
  const alone = await bundleModules({
    folder: here,
    entries: { millstream: 'script.ts' },
    format: 'script',
    lazyPrefix: 'millstream-',
    shrink: shrinkScript,
  });
  return { alone, inPackage: await packageFiles(alone) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--sizes')) {
    for (const { name, entry, maxBytes } of sizeLimits) {
      const byteCount = await gzipSize(entry);
      console.log(`${name} ${byteCount} bytes gzip`);
      if (byteCount > maxBytes) {
        console.error(`${name} may have ${maxBytes} bytes.`);
        process.exitCode = 1;
      }
    }
  } else await buildHandOut({ root, room: 'web', make: makeFiles });
}
