import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asCodedError, CodedError } from '@millstream/core';
import { jsonLine } from './json-line.ts';

/** A call of the engine's API: method and path are matched, the answer is JSON. */
export interface ApiCall {
  readonly query: URLSearchParams;
  /** The parsed JSON body; an empty object when there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Aborted when the caller goes away. */
  readonly signal: AbortSignal;
}

/** Answers a call with a value, with rows that are streamed as JSON lines, or with a text that is sent as it is. */
export type ApiHandler = (call: ApiCall) => Promise<unknown | AsyncIterable<unknown>>;

const maxBodyBytes = 4_000_000;

async function readBody(request: IncomingMessage): Promise<ApiCall['body']> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > maxBodyBytes) throw new CodedError('BODY_TOO_LARGE', { limit: maxBodyBytes });
    parts.push(part);
  }
  if (length === 0) return {};
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'));
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return { ...body };
  } catch (cause) {
    throw new CodedError('USAGE', { problem: 'The body is not JSON.' }, { cause });
  }
  throw new CodedError('USAGE', { problem: 'The body must be a JSON object.' });
}

function isRows(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

async function streamRows(
  rows: AsyncIterable<unknown>,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  let text = '';
  const flush = async () => {
    if (!response.headersSent) response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    if (text !== '' && !response.write(text) && !response.destroyed) {
      // Rejects when the caller goes away, and then the rows end by themselves.
      await once(response, 'drain', { signal }).catch(() => undefined);
    }
    text = '';
  };
  try {
    for await (const row of rows) {
      text += jsonLine(row);
      if (text.length > 1 << 16) await flush();
    }
    await flush();
  } catch (error) {
    // The status line is gone, so the error is the last line; readers know it by its only key.
    if (!response.headersSent) throw error;
    response.write(`${JSON.stringify({ error: asCodedError(error).toJSON() })}\n`);
  }
  response.end();
}

/** Request listener over a table of `METHOD /path` handlers. `onError` hears of unexpected failures. */
export function jsonApi(
  routes: Readonly<Record<string, ApiHandler>>,
  onError: (error: CodedError) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  return function answer(request, response) {
    const url = new URL(request.url ?? '/', 'http://engine');
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const handle = async () => {
      const handler = routes[`${request.method} ${url.pathname}`];
      if (!handler) throw new CodedError('NOT_FOUND', { what: `${request.method} ${url.pathname}` });
      const body = await readBody(request);
      const value = await handler({ query: url.searchParams, body, signal: gone.signal });
      if (isRows(value)) return streamRows(value, response, gone.signal);
      if (typeof value === 'string') {
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(value);
        return;
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value ?? null));
    };
    handle().catch((error: unknown) => {
      const coded = asCodedError(error);
      if (coded.status >= 500) onError(coded);
      if (response.headersSent) response.destroy();
      else {
        response.writeHead(coded.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ error: coded.toJSON() }));
      }
    });
  };
}
