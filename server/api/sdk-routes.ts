import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import type { TypedApi } from './typed-api.ts';

const contentTypes: Readonly<Record<string, string>> = {
  tgz: 'application/gzip',
  js: 'text/javascript; charset=utf-8',
  jar: 'application/java-archive',
  aar: 'application/octet-stream',
  pom: 'application/xml',
};

/** Files that SDKs are made into, absolute, by name. Looked up each time: a build may come later than the start. */
function handedOut(folder: string): ReadonlyMap<string, string> {
  const names = globSync(`*/dist/*.{${Object.keys(contentTypes).join(',')}}`, { cwd: folder });
  return new Map(names.sort().map((name) => [basename(name), join(folder, name)]));
}

/** A file's bytes with the tag that tells them apart. */
interface HandedOut {
  readonly content: Buffer;
  readonly etag: string;
}

/** Reads files, each once for as long as it stays as it was: builds replace them while the server runs. */
function createReader(): (path: string) => Promise<HandedOut> {
  const known = new Map<string, { readonly version: string; readonly read: Promise<HandedOut> }>();
  async function read(path: string): Promise<HandedOut> {
    const content = await readFile(path);
    const hash = createHash('sha256').update(content).digest('base64url');
    return { content, etag: `"${hash.slice(0, 22)}"` };
  }
  return async function readOnce(path) {
    const { ino, size, mtimeMs } = await stat(path);
    const version = `${ino} ${size} ${mtimeMs}`;
    const before = known.get(path);
    if (before?.version === version) return before.read;
    const entry = { version, read: read(path) };
    known.set(path, entry);
    // What could not be read is tried again.
    entry.read.catch(() => known.delete(path));
    return entry.read;
  };
}

/**
 * Hands out the packages and scripts of this installation's own SDKs to everybody: `npm install ADDRESS/sdks/NAME.tgz`.
 * @param folder holds a folder for each SDK with its `dist`
 */
export function addSdkRoutes(api: TypedApi, folder: string): void {
  const config = { permission: 'public' as const };
  const readOnce = createReader();
  api.get('/sdks', { config, schema: { hide: true } }, async () => ({
    files: [...handedOut(folder).keys()],
  }));
  const params = z.object({ file: z.string() });
  api.get('/sdks/:file', { config, schema: { hide: true, params } }, async (request, reply) => {
    const { file } = request.params;
    const path = handedOut(folder).get(file);
    if (path === undefined) throw new CodedError('NOT_FOUND', { what: `/sdks/${file}` });
    const { content, etag } = await readOnce(path);
    reply.header('etag', etag).header('cache-control', 'no-cache');
    // Pages of other origins may take a script from here.
    reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin');
    // Among others, and weak after a proxy that compresses.
    if (request.headers['if-none-match']?.includes(etag)) return reply.code(304).send();
    return reply.type(contentTypes[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream').send(content);
  });
}
