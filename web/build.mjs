// Builds the pages into web/dist when their sources changed since the last build. Usage: node web/build.mjs
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const room = dirname(fileURLToPath(import.meta.url));
const root = dirname(room);
const markerPath = join(room, 'dist', '.sources');

/** Hash of everything that the pages are made of. */
function hashOfSources() {
  const hash = createHash('sha256');
  const files = globSync(
    ['web/**/*.{ts,tsx,css,json,html,svg}', 'studio/spec/*.ts', 'core/errors/**/*.ts', 'package-lock.json'],
    {
      cwd: root,
      exclude: (name) => name.includes('node_modules') || name === 'web/dist' || name.endsWith('/dist'),
    },
  );
  for (const file of files
    .filter((name) => !name.includes('/dist/') && !name.includes('node_modules'))
    .sort())
    hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const sources = hashOfSources();
if (!existsSync(markerPath) || readFileSync(markerPath, 'utf8') !== sources) {
  const startedAt = performance.now();
  const { build } = await import('vite');
  await build({ configFile: join(room, 'vite.config.ts'), logLevel: 'warn' });
  // Compressed once here, so that the server only hands files out.
  for (const file of globSync('dist/**/*.{js,css,svg,json}', { cwd: room }))
    writeFileSync(join(room, `${file}.gz`), gzipSync(readFileSync(join(room, file)), { level: 9 }));
  writeFileSync(markerPath, sources);
  console.log(`web: pages built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
}
