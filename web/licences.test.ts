import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';

/** Licences that what is shipped may have. */
const allowed =
  /^(MIT|MIT-0|Apache-2\.0|BSD|BSD-2-Clause|BSD-3-Clause|ISC|MPL-2\.0|0BSD|CC0-1\.0|Unlicense|[Zz]lib|BlueOak-1\.0\.0|Python-2\.0|CC-BY-4\.0)$/;

/** Data, not code: names of browsers and their versions, used while building. */
const ofBuilding: ReadonlySet<string> = new Set(['caniuse-lite']);

interface LockEntry {
  readonly license?: string | { readonly type: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly link?: boolean;
  readonly resolved?: string;
}

const lock = JSON.parse(readFileSync(join(dirname(import.meta.dirname), 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};

/** Where npm finds a package from a place: the nearest folder above that has it. */
function placeOf(name: string, from: string): string | null {
  for (let at = from; ; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[place] !== undefined) return place;
    if (at === '') return null;
  }
}

/** All packages that the pages' room depends on, straight or through others. */
function treeOf(room: string): ReadonlySet<string> {
  const places = new Set<string>();
  const follow = (place: string) => {
    const { dependencies = {}, peerDependencies = {} } = lock.packages[place] ?? {};
    for (const name of [...Object.keys(dependencies), ...Object.keys(peerDependencies)]) {
      const found = placeOf(name, place);
      if (found === null || places.has(found) || lock.packages[found]?.link === true) continue;
      places.add(found);
      follow(found);
    }
  };
  follow(room);
  return places;
}

/** One of several licences is enough; all of a joined one are needed. */
function isAllowed(licence: string): boolean {
  const text = licence.replace(/^\((.*)\)$/, '$1');
  if (text.includes(' OR ')) return text.split(' OR ').some(isAllowed);
  return text.split(' AND ').every((one) => allowed.test(one.trim()));
}

describe('licences of what the pages are made of', () => {
  const tree = treeOf('web');

  it('are known and free of duties that a user of the product would have to take on', () => {
    const refused = [...tree].flatMap((place) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const { license } = lock.packages[place] ?? {};
      const text = typeof license === 'object' ? license.type : (license ?? 'unknown');
      return isAllowed(text) || ofBuilding.has(name) ? [] : [`${name}: ${text}`];
    });
    assert.ok(tree.size > 100, `only ${tree.size} packages were found`);
    assert.deepEqual(refused, []);
  });

  it('leave the map libraries of Graphic Walker out of the installation', () => {
    assert.deepEqual(
      Object.keys(lock.packages).filter((place) =>
        /node_modules\/(@react-leaflet|react-leaflet|leaflet|tess2|vega-webgl-renderer|jest)(\/|$)/.test(
          place,
        ),
      ),
      [],
    );
  });
});
