// Writes the script for mini programs and its types: `node build.mjs [FOLDER]`, by default into dist/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleSdk } from './bundle.ts';

const here = dirname(fileURLToPath(import.meta.url));
const dist = resolve(process.argv[2] ?? join(here, 'dist'));
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const script = await bundleSdk();
writeFileSync(join(dist, 'clickstream-wx.js'), script);

const compiler = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin',
  'tsc',
);
execFileSync(
  process.execPath,
  [compiler, '-p', join(here, 'tsconfig.types.json'), '--outDir', join(dist, 'types')],
  { stdio: 'inherit' },
);
// Types of the shared client come along, so that the folder needs no other package.
const types = join(dist, 'types');
for (const room of readdirSync(types)) {
  for (const file of readdirSync(join(types, room))) {
    const path = join(types, room, file);
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text
        .replaceAll(/'(\.[^']*)\.ts'/g, "'$1.js'")
        .replaceAll("'@millstream/sdk-client'", "'../client/index.js'"),
    );
  }
}
writeFileSync(join(dist, 'clickstream-wx.d.ts'), "export * from './types/wechat/index.js';\n");

console.log(`complete ${gzipSync(script, { level: 9 }).length} bytes gzip (${script.length} plain)`);
