import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './start-product.ts';

/** Calls of a product's API with the token of its data directory. */
export interface ProductApi {
  /** The JSON of a call. @throws Error with the answer when it is no success */
  call(method: string, path: string, body?: unknown): Promise<unknown>;
  /** The answer as it is. */
  send(method: string, path: string, init?: RequestInit): Promise<Response>;
}

/** The API of a running product. */
export function apiOf({ url, dataDir }: Pick<Product, 'url' | 'dataDir'>): ProductApi {
  const { token } = JSON.parse(readFileSync(join(dataDir, 'run', 'server.json'), 'utf8')) as {
    token: string;
  };
  const send: ProductApi['send'] = (method, path, init = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      method,
      headers: { ...init.headers, authorization: `Bearer ${token}` },
    });
  return {
    send,
    async call(method, path, body) {
      const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
      const answer = await send(method, path, method === 'GET' || method === 'DELETE' ? {} : json);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
      return JSON.parse(text);
    },
  };
}
