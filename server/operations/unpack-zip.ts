import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CodedError } from '@millstream/core';
import { type Entry, openPromise } from 'yauzl';

/** Bounds on what an archive may hold; a plug-in with a database of places stays far below. */
export const zipLimits = { entries: 500, bytes: 200_000_000, nameBytes: 255 } as const;

const folderPattern = /\/$/;
/** Unix file types in the upper half of the attributes: 0 is not told, 8 a file, 4 a folder. */
const fileTypes = new Set([0, 4, 8]);

function invalid(reason: string, cause?: unknown): CodedError {
  return new CodedError('PLUGIN_UPLOAD_INVALID', { reason }, { cause });
}

/** Refuses names that leave the folder, links, and what is encrypted. */
function checkEntry(entry: Entry): void {
  const name = entry.fileName;
  const parts = name.replace(folderPattern, '').split('/');
  const isInside =
    !name.startsWith('/') && !/[\\:\0]/.test(name) && parts.every((part) => !['', '.', '..'].includes(part));
  if (!isInside) throw invalid(`the archive holds the path ${JSON.stringify(name.slice(0, 100))}`);
  if (Buffer.byteLength(name) > zipLimits.nameBytes)
    throw invalid('the archive holds a name that is too long');
  if (!fileTypes.has(entry.externalFileAttributes >>> 28)) throw invalid(`${name} is a link or a device`);
  if (entry.isEncrypted()) throw invalid('the archive is encrypted');
}

/** Counts what really comes out: what an archive says about its sizes may be a lie. */
function counting(count: (bytes: number) => void): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        count(chunk.length);
        done(null, chunk);
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** Unpacks an archive into an empty folder. @throws CodedError PLUGIN_UPLOAD_INVALID; the caller removes the folder */
export async function unpackZip(path: string, folder: string): Promise<void> {
  const zip = await openPromise(path, {
    lazyEntries: true,
    strictFileNames: true,
    validateEntrySizes: true,
  }).catch((cause: unknown) => {
    throw invalid(`it is no zip file: ${cause instanceof Error ? cause.message : cause}`, cause);
  });
  let entries = 0;
  let bytes = 0;
  const count = (length: number) => {
    bytes += length;
    if (bytes > zipLimits.bytes) throw invalid(`it unpacks to more than ${zipLimits.bytes} bytes`);
  };
  try {
    for await (const entry of zip.eachEntry()) {
      entries += 1;
      if (entries > zipLimits.entries) throw invalid(`it holds more than ${zipLimits.entries} files`);
      checkEntry(entry);
      if (folderPattern.test(entry.fileName)) continue;
      const target = join(folder, entry.fileName);
      await mkdir(dirname(target), { recursive: true });
      const source = await zip.openReadStreamPromise(entry);
      await pipeline(source, counting(count), createWriteStream(target, { flags: 'wx', mode: 0o600 }));
    }
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw invalid(`it cannot be unpacked: ${error instanceof Error ? error.message : error}`, error);
  } finally {
    zip.close();
  }
}
