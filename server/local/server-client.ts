import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { asCodedError, CodedError, type ErrorCode, type ErrorDetails, errorRegistry } from '@millstream/core';
import { findServer } from './local-endpoint.ts';

/** Calls of the running server's API with the local token. */
export interface ServerClient {
  /** Sends a call and answers with its JSON. @throws CodedError as the server names it */
  call(method: string, path: string, body?: object): Promise<unknown>;
  /** Sends a call and answers row by row. @throws CodedError as the server names it, also in the middle */
  rows(method: string, path: string, body?: object): AsyncGenerator<unknown, void>;
  /** Posts a file and answers with the JSON. @throws CodedError as the server names it */
  upload(path: string, file: Blob, type: string): Promise<unknown>;
  /** Gets a file piece by piece. @throws CodedError as the server names it */
  download(path: string): AsyncGenerator<Uint8Array, void>;
}

/** The coded error that an answer names. */
export function toCodedError(answer: unknown, status: number): CodedError {
  const error = (answer as { error?: { code?: string; details?: ErrorDetails; message?: string } } | null)
    ?.error;
  if (error?.code && error.code in errorRegistry)
    return new CodedError(error.code as ErrorCode, error.details);
  return new CodedError(
    'INTERNAL',
    {},
    { cause: new Error(`the server answered ${status}: ${error?.message ?? ''}`) },
  );
}

/** Names the machine's user, so that what is saved has an author. */
function personHeader(): Readonly<Record<string, string>> {
  try {
    return { 'x-millstream-person': encodeURIComponent(userInfo().username) };
  } catch {
    // A user id without a name, as in many containers.
    return {};
  }
}

/** A call's body. */
interface Content {
  readonly type: string;
  readonly body: string | Blob;
}

/** A client of the server that runs on `dataDir`. @throws CodedError SERVER_NOT_RUNNING */
export function connectToServer(dataDir: string): ServerClient {
  const directory = resolve(dataDir);
  const endpoint = findServer(directory);
  const person = personHeader();

  async function send(method: string, path: string, content?: Content): Promise<Response> {
    const headers = {
      authorization: `Bearer ${endpoint.token}`,
      ...(content ? { 'content-type': content.type } : {}),
      ...person,
    };
    const init = { method, headers, ...(content ? { body: content.body } : {}) };
    const response = await fetch(`${endpoint.url}${path}`, init).catch((cause: unknown) => {
      throw asCodedError(cause, 'SERVER_NOT_RUNNING', { dataDir: directory });
    });
    if (!response.ok) throw toCodedError(await response.json().catch(() => null), response.status);
    return response;
  }

  const request = (method: string, path: string, body?: object) =>
    send(method, path, body && { type: 'application/json', body: JSON.stringify(body) });

  return {
    async call(method, path, body) {
      return (await request(method, path, body)).json();
    },
    async *rows(method, path, body) {
      const response = await request(method, path, body);
      if (!response.body) return;
      for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
        const row: unknown = JSON.parse(line);
        const keys = typeof row === 'object' && row !== null ? Object.keys(row) : [];
        if (keys.length === 1 && keys[0] === 'error') throw toCodedError(row, 500);
        yield row;
      }
    },
    async upload(path, body, type) {
      return (await send('POST', path, { type, body })).json();
    },
    async *download(path) {
      const response = await send('GET', path);
      if (response.body) yield* response.body;
    },
  };
}
