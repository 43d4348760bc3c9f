import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import type { ServedFile } from './collector-rules.ts';

/** A file's content at hand, and what is said about it. */
export interface FileContent {
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** Pages take the file as script, whatever their origin and policy; browsers ask anew after an hour. */
const headers = {
  'content-type': 'text/javascript; charset=utf-8',
  'cache-control': 'public, max-age=3600',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
  vary: 'accept-encoding',
};

/** Reads scripts, by path. One that cannot be read is left out: events must arrive all the same. */
export function readServedFiles(files: readonly ServedFile[]): ReadonlyMap<string, FileContent> {
  const contents = new Map<string, FileContent>();
  for (const { path, file } of files) {
    try {
      const plain = readFileSync(file);
      // Weak, for it stands on the compressed bytes too.
      const etag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
      contents.set(path, { plain, gzipped: gzipSync(plain, { level: 9 }), etag });
    } catch {
      // Not built, or gone: the path is then answered as any other.
    }
  }
  return contents;
}

/** Answers with the redirect to the secure address, which pages of any origin may follow; HTTPS may be off again tomorrow. */
export function answerFileElsewhere(
  { status, headers: told }: Answer,
  rid: string,
  response: ServerResponse,
): void {
  const { 'content-type': _, vary: __, ...open } = headers;
  for (const [name, value] of Object.entries({ ...open, 'cache-control': 'no-store', 'x-request-id': rid }))
    response.setHeader(name, value);
  response.writeHead(status, [...told, 'Content-Length', '0', 'Connection', 'close']).end();
}

const strong = (etag: string) => etag.trim().replace(/^W\//, '');
const isSame = (asked: string | undefined, etag: string): boolean =>
  (asked ?? '').split(',').some((known) => strong(known) === strong(etag));

/** Answers GET and HEAD with the file. */
export function answerFile(
  content: FileContent,
  rid: string,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): void {
  const { etag, plain, gzipped } = content;
  // The lane that reads files serves a connection to its end; events of the page are to find the fast one.
  const common = { ...headers, etag, 'x-request-id': rid, connection: 'close' };
  if (isSame(request.headers['if-none-match'], etag)) {
    response.writeHead(304, common).end();
    return;
  }
  const isGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(
    `${request.headers['accept-encoding'] ?? ''}`,
  );
  const bytes = isGzip ? gzipped : plain;
  const encoding = isGzip ? { 'content-encoding': 'gzip' } : {};
  response.writeHead(200, { ...common, ...encoding, 'content-length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
