import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** Rooms that a room may name in its package.json, as the design draws the arrows. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  core: [],
  'pipeline/ingestion': ['core'],
  'pipeline/processing': ['core'],
  'pipeline/modeling': ['core'],
  'pipeline/reporting': ['core'],
  studio: ['core', 'ingestion', 'processing', 'modeling', 'reporting'],
  console: ['core', 'ingestion', 'processing', 'modeling', 'reporting', 'studio'],
  server: ['core', 'ingestion', 'processing', 'modeling', 'reporting', 'studio', 'console'],
  web: ['core', 'studio'],
  'sdks/client': ['sdk-conformance'],
  'sdks/packaging': [],
  'sdks/web': ['sdk-client', 'sdk-conformance', 'sdk-packaging'],
  'sdks/react-native': ['sdk-client', 'sdk-conformance', 'sdk-packaging'],
  'sdks/wechat': ['sdk-client', 'sdk-conformance', 'sdk-packaging'],
  'sdks/conformance': [],
  e2e: ['core'],
  bench: ['core', 'ingestion', 'processing', 'modeling', 'reporting', 'studio'],
};

interface Manifest {
  readonly name: string;
  readonly workspaces?: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const manifest = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

describe('rooms of the house', () => {
  it('are all drawn', () => {
    assert.deepEqual([...(manifest('.').workspaces ?? [])].sort(), Object.keys(arrows).sort());
  });

  for (const [room, allowed] of Object.entries(arrows)) {
    it(`${room} depends on nothing but ${allowed.join(', ') || 'libraries'}`, () => {
      const { dependencies = {}, devDependencies = {} } = manifest(room);
      const rooms = Object.keys({ ...dependencies, ...devDependencies })
        .filter((name) => name.startsWith('@millstream/'))
        .map((name) => name.slice('@millstream/'.length));
      assert.deepEqual(
        rooms.filter((name) => !allowed.includes(name)),
        [],
      );
    });
  }

  it('pin every library to one exact version', () => {
    const loose = ['.', ...Object.keys(arrows)].flatMap((room) => {
      const { dependencies = {}, devDependencies = {} } = manifest(room);
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
        .map(([name, version]) => `${room}: ${name}@${version}`);
    });
    assert.deepEqual(loose, []);
  });
});
