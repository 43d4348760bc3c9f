import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { crc32, deflateRawSync } from 'node:zlib';
import { takeUpload } from './plugin-upload.ts';

interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Upper half of the attributes: Unix mode. */
  readonly mode?: number;
  /** What the archive says about the size; it may be a lie. */
  readonly claims?: number;
}

/** Writes an archive as any program would, lies included. */
function zipOf(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, mode = 0o100644, claims = content.length } of entries) {
    const [nameBytes, data] = [Buffer.from(name), deflateRawSync(content)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(crc32(content), 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt32LE(claims, 22);
    head.writeUInt16LE(nameBytes.length, 26);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE((3 << 8) | 20, 4);
    record.writeUInt16LE(20, 6);
    head.copy(record, 10, 8, 30);
    record.writeUInt32LE((mode << 16) >>> 0, 38);
    record.writeUInt32LE(offset, 42);
    parts.push(head, nameBytes, data);
    central.push(record, nameBytes);
    offset += head.length + nameBytes.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const module_ = (more = '') => `import { definePlugin } from '@millstream/processing/plugin';
${more}
export default definePlugin({ name: 'city', version: '1.0', apiVersion: 1, kind: 'enrichment', reads: ['geo_city'],
  enrich: (rows) => rows });`;
const file = (name: string, content: string | Buffer, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  content: Buffer.from(content),
  ...more,
});

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'millstream-upload-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const take = (name: string, content: Buffer | string) =>
  takeUpload(dataDir, { name, content: Readable.from([Buffer.from(content)]) }, async () => {});

describe('an upload', () => {
  it('of a module is bundled and kept under its name and version', async () => {
    const { inspected, path } = await take('anything.ts', module_());
    assert.equal(inspected.manifest.name, 'city');
    assert.match(path, /city@1\.0\/plugin\.mjs$/);
    assert.doesNotMatch(readFileSync(path, 'utf8'), /^import /m);
  });
  it('of an archive with a folder around it takes the files along that it declares', async () => {
    const source = module_().replace('reads:', "files: ['data/places.json'], reads:");
    const zip = zipOf([
      file('city/plugin.ts', source),
      file('city/data/places.json', '{}'),
      file('city/left.txt', 'x'),
    ]);
    const { path } = await take('city.zip', zip);
    assert.deepEqual(readdirSync(dirname(path), { recursive: true }).sort(), [
      'data',
      'data/places.json',
      'plugin.mjs',
    ]);
  });

  const refused: readonly [string, string, () => Buffer | string, RegExp][] = [
    ['a program', 'city.exe', () => 'MZ', /ends neither/],
    ['no zip at all', 'city.zip', () => 'PK but no zip', /no zip file/],
    ['a path out of the folder', 'city.zip', () => zipOf([file('../../evil.ts', 'x')]), /path/],
    ['an absolute path', 'city.zip', () => zipOf([file('/etc/evil.ts', 'x')]), /path/],
    ['a link', 'city.zip', () => zipOf([file('plugin.ts', '/etc/passwd', { mode: 0o120777 })]), /link/],
    [
      'too many files',
      'city.zip',
      () => zipOf(Array.from({ length: 501 }, (_, index) => file(`f${index}.txt`, 'x'))),
      /more than 500 files/,
    ],
    ['a bomb', 'city.zip', () => zipOf([file('plugin.ts', Buffer.alloc(210_000_000))]), /unpacks to more/],
    [
      'a bomb that lies about its size',
      'city.zip',
      () => zipOf([file('plugin.ts', Buffer.alloc(210_000_000), { claims: 10 })]),
      /unpack/,
    ],
    ['no module', 'city.zip', () => zipOf([file('readme.txt', 'x')]), /no \.js, \.mjs or \.ts module/],
    [
      'a module of the server',
      'a.ts',
      () => module_("import text from '/etc/hostname'; console.log(text);"),
      /outside/,
    ],
    [
      'files of the server',
      'a.ts',
      () => module_("import data from '../../../../../../../etc/passwd'; console.log(data);"),
      /outside/,
    ],
    ['no plug-in', 'a.ts', () => 'export default 1;', /not valid/],
    ['broken code', 'a.ts', () => 'export default {', /not valid/],
  ];
  for (const [what, name, content, reason] of refused) {
    it(`with ${what} is refused, and nothing of it stays`, async () => {
      await assert.rejects(take(name, content()), (error: Error) => {
        assert.match(error.message, reason);
        assert.ok(!error.message.includes(dataDir), 'no path of the server is told');
        return true;
      });
      const left = existsSync(join(dataDir, 'plugins')) ? readdirSync(join(dataDir, 'plugins')) : [];
      assert.deepEqual(
        left.filter((entry) => entry !== '.incoming'),
        [],
      );
      const incoming = join(dataDir, 'plugins', '.incoming');
      assert.deepEqual(existsSync(incoming) ? readdirSync(incoming) : [], []);
    });
  }
});
