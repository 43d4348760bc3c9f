import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Values of the places in page addresses: `:projectId` -> `first`. */
export type PlaceValues = Readonly<Record<string, string>>;

/** Address patterns of all pages, as their `page-routes.ts` lists them. */
export function pagePatterns(): string[] {
  const files = globSync('web/pages/*/page-routes.ts', { cwd: root });
  const patterns = files.flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8');
    // Constants that addresses are made of.
    const constants = new Map(
      [...source.matchAll(/const (\w+) = ['`]([^'`]*)['`];/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    );
    const filled = (text: string): string =>
      text.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => filled(constants.get(name) ?? `{${name}}`));
    const written = [...source.matchAll(/path: ['`]([^'`]+)['`]/g)].map(([, text = '']) => filled(text));
    const named = [...source.matchAll(/\bpath: (\w+),/g)].map(([, name = '']) =>
      filled(constants.get(name) ?? name),
    );
    const short = /\{ path,/.test(source) ? [filled(constants.get('path') ?? 'path')] : [];
    return [...written, ...named, ...short];
  });
  return [...new Set(patterns)].sort();
}

/**
 * The address of a pattern with its places filled; optional places (`:runId?`) that have no value are left out.
 * @throws Error when a place has no value
 */
export function pageAddress(pattern: string, values: PlaceValues): string {
  const parts = pattern.split('/').map((part) => {
    const place = part.match(/^:(\w+)(\?)?$/);
    if (place === null) return part;
    const [, name = '', optional] = place;
    const value = values[name];
    if (value !== undefined) return encodeURIComponent(value);
    if (optional) return null;
    throw new Error(`no value for :${name} of ${pattern}`);
  });
  return parts.filter((part) => part !== null).join('/');
}
