// Plain JavaScript for any Node >= 20: makes a fresh clone runnable, and is instant when nothing changed.
// Usage: node scripts/setup.mjs run|test|bench. "run" installs what the product needs, "test" what its tests need too,
// "bench" also the engine it is compared with.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bench = process.argv[2] === 'bench';
const mode = process.argv[2] === 'test' || bench ? 'test' : 'run';
const markerPath = join(root, 'node_modules', '.millstream-setup.json');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function installed() {
  if (!existsSync(markerPath)) return false;
  const marker = JSON.parse(readFileSync(markerPath, 'utf8'));
  return marker.lockHash === lockHash && (marker.mode === 'test' || marker.mode === mode);
}

if (!installed()) {
  console.log(`setup: installing packages (${mode === 'run' ? 'product only' : 'product and tests'})`);
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    ...(mode === 'run' ? ['--omit=dev'] : []),
  ];
  const npm = process.env.npm_execpath
    ? spawnSync(process.execPath, [process.env.npm_execpath, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (npm.status !== 0) {
    console.error(
      'setup: npm ci failed; see the lines above. Check the package registry, then run the command again.',
    );
    process.exit(1);
  }
  mkdirSync(dirname(markerPath), { recursive: true });
  writeFileSync(markerPath, JSON.stringify({ lockHash, mode }));
  // Strip types once, now: the first start is then as fast and as small as every other.
  const launcher = join(root, 'scripts', 'launch.mjs');
  spawnSync(process.execPath, [launcher, 'server/warm-compile-cache.ts'], { cwd: root, stdio: 'inherit' });
}

// Pages and the packages of the SDKs, when their sources changed; with the pinned Node, which the builds' tools need.
for (const { what, build } of [
  { what: 'the pages', build: 'web/build.mjs' },
  { what: 'the web SDK', build: 'sdks/web/build.mjs' },
  { what: 'the React Native SDK', build: 'sdks/react-native/build.mjs' },
  { what: 'the WeChat SDK', build: 'sdks/wechat/build.mjs' },
]) {
  const builder = spawnSync(process.execPath, [join(root, 'scripts', 'launch.mjs'), build], {
    cwd: root,
    stdio: 'inherit',
  });
  if (builder.status !== 0) {
    console.error(`setup: ${what} could not be built; see the lines above.`);
    process.exit(1);
  }
}

if (mode === 'test') {
  const { installBenchEngines, installTestEngines } = await import('./setup-test-engines.mjs');
  installTestEngines(root);
  if (bench) installBenchEngines(root);
}
