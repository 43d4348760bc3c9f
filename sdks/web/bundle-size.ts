import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleModules } from '@millstream/sdk-packaging';
import { shrinkScript } from './shrink-script.ts';

/** What clients may weigh, minified and compressed. */
export const sizeLimits = [
  { name: 'core', entry: 'core.ts', maxBytes: 6144 },
  { name: 'complete', entry: 'index.ts', maxBytes: 12_288 },
] as const;

/** Bundles an entry in memory, lazy parts apart. @returns its text */
export async function bundleEntry(entry: string): Promise<string> {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const texts = await bundleModules({ folder, entries: { entry }, format: 'esm', shrink: shrinkScript });
  return texts.get('entry.js') ?? '';
}

/** Bytes of an entry, minified and compressed. */
export async function gzipSize(entry: string): Promise<number> {
  return gzipSync(await bundleEntry(entry), { level: 9 }).length;
}
