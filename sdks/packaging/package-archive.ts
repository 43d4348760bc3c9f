import { gzipSync } from 'node:zlib';

const blockBytes = 512;
/** Every file of an archive carries this time, so that the same sources make the same bytes. Seconds. */
const timeOfFiles = 1_700_000_000;

function field(header: Buffer, offset: number, text: string): void {
  header.write(text, offset, 'utf8');
}

const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, '0')}\0`;

function headerOf(path: string, byteCount: number, isExecutable: boolean): Buffer {
  if (Buffer.byteLength(path) > 100) throw new RangeError(`The path ${path} is too long for an archive.`);
  const header = Buffer.alloc(blockBytes);
  field(header, 0, path);
  field(header, 100, octal(isExecutable ? 0o755 : 0o644, 7));
  field(header, 108, octal(0, 7));
  field(header, 116, octal(0, 7));
  field(header, 124, octal(byteCount, 11));
  field(header, 136, octal(timeOfFiles, 11));
  // The checksum counts its own field as spaces.
  field(header, 148, ' '.repeat(8));
  field(header, 156, '0');
  field(header, 257, 'ustar\x0000');
  const sum = header.reduce((total, byte) => total + byte, 0);
  field(header, 148, `${octal(sum, 6)} `);
  return header;
}

/**
 * An archive that `npm install` takes: the files in a folder `package`, as a compressed tar.
 * @param files contents by path; files in `bin/` may be executed
 * @throws RangeError for a path over 92 bytes
 */
export function packageArchive(files: ReadonlyMap<string, string | Uint8Array>): Buffer {
  const blocks: Buffer[] = [];
  for (const [path, content] of files) {
    const bytes = Buffer.from(content);
    const padding = (blockBytes - (bytes.length % blockBytes)) % blockBytes;
    blocks.push(headerOf(`package/${path}`, bytes.length, path.startsWith('bin/')), bytes);
    blocks.push(Buffer.alloc(padding));
  }
  blocks.push(Buffer.alloc(2 * blockBytes));
  return gzipSync(Buffer.concat(blocks), { level: 9 });
}
