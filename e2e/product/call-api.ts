import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** An answer of the API, whatever its status. */
export interface ApiAnswer<T> {
  readonly status: number;
  readonly body: T;
}

/** Calls the API of a product by the token of its data directory. */
export async function callApi<T>(
  dataDir: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<ApiAnswer<T>> {
  const { url, token } = JSON.parse(readFileSync(join(dataDir, 'run', 'server.json'), 'utf8'));
  const answer = await fetch(`${url}/api${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: (text === '' ? null : JSON.parse(text)) as T };
}
