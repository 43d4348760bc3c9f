import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PluginTrialRun } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { type InspectedPlugin, inspectPlugin, testPlugin } from '@millstream/processing';
import { findEntry, incomingFolder, keepPlugin } from './plugin-folder.ts';
import { unpackZip } from './unpack-zip.ts';

/** Bytes of an upload. */
export const mostUploadBytes = 100_000_000;
const moduleExtensions = ['.js', '.mjs', '.ts', '.mts'];

/** A checked upload. */
export interface PluginUpload {
  readonly hash: string;
  readonly bytes: number;
  readonly inspected: InspectedPlugin;
}

/** Writes a stream to a file, hashing it. @throws CodedError UPLOAD_TOO_LARGE */
async function receive(source: NodeJS.ReadableStream, path: string): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(
        bytes > mostUploadBytes ? new CodedError('UPLOAD_TOO_LARGE', { limit: mostUploadBytes }) : null,
        chunk,
      );
    },
  });
  await pipeline(source, measure, createWriteStream(path, { mode: 0o600 }));
  return hash.digest('hex');
}

/**
 * Takes an upload in: to the disk, unpacked within bounds, bundled from its own folder, asked in the sandbox what it is.
 * `check` says no by throwing; then nothing is kept. @throws CodedError PLUGIN_UPLOAD_INVALID, PLUGIN_INVALID, UPLOAD_TOO_LARGE
 */
export async function takeUpload(
  dataDir: string,
  file: { readonly name: string; readonly content: NodeJS.ReadableStream },
  check: (upload: PluginUpload) => Promise<void>,
): Promise<PluginUpload & { readonly path: string }> {
  const extension = extname(file.name).toLowerCase();
  if (extension !== '.zip' && !moduleExtensions.includes(extension)) {
    file.content.resume();
    throw new CodedError('PLUGIN_UPLOAD_INVALID', { reason: 'it ends neither in .js, .mjs, .ts nor .zip' });
  }
  const incoming = await incomingFolder(dataDir, randomUUID());
  const content = join(incoming, 'content');
  try {
    const received = join(incoming, `upload${extension}`);
    const hash = await receive(file.content, received);
    const { size: bytes } = await stat(received);
    await mkdir(content);
    if (extension === '.zip') await unpackZip(received, content);
    else await rename(received, join(content, `plugin${extension}`));
    const inspected = await inspectPlugin(await findEntry(content), content).catch((error: unknown) => {
      throw withoutFolder(error, content);
    });
    await check({ hash, bytes, inspected });
    const path = await keepPlugin(dataDir, inspected);
    return { hash, bytes, inspected, path };
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

/** People know their file, not where it lies here. */
function withoutFolder(error: unknown, folder: string): unknown {
  if (!(error instanceof CodedError) || error.code !== 'PLUGIN_INVALID') return error;
  const own = (text: unknown) =>
    String(text)
      .replaceAll(`${folder}/`, '')
      .replaceAll(/[^\s:;]*\/content\//g, '');
  return new CodedError(
    'PLUGIN_INVALID',
    { path: own(error.details.path), problems: own(error.details.problems) },
    { cause: error },
  );
}

/** Runs a kept plug-in over samples in its sandbox. One that needs configuration is not tried yet. */
export async function trialRun(path: string): Promise<PluginTrialRun> {
  const { itemMicros, prepareMs, problems } = await testPlugin(path);
  return { itemMicros, prepareMs, problems: problems.map((problem) => problem.replace(path, 'plugin.mjs')) };
}
