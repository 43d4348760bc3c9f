import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServedFile } from '@millstream/ingestion';

/** Folder that holds a folder for each SDK, with what is made of it in `dist`. */
export const sdkFolder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'sdks');

/** The web SDK's script with its lazy parts, as collectors hand them out; none where it was not built. */
export function pageScripts(folder = join(sdkFolder, 'web', 'dist')): readonly ServedFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^millstream[\w-]*\.js$/.test(name))
    .map((name) => ({ path: `/${name}`, file: join(folder, name) }));
}
