import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { TypedApi } from '../typed-api.ts';

/** A browser that keeps cookies and says that its pages are ours. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  call(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object): Promise<TestAnswer>;
}

/** What came back. */
export interface TestAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
  readonly response: LightMyRequestResponse;
}

/** The `cookie` header of what a browser keeps. */
export function cookieHeader(cookies: ReadonlyMap<string, string>): Record<string, string> {
  if (cookies.size === 0) return {};
  return { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
}

/** A new browser; `headers` are sent with each call. */
export function openBrowser(api: TypedApi, headers: Readonly<Record<string, string>> = {}): TestBrowser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(method, path, body) {
      const options: InjectOptions = {
        method,
        url: path,
        headers: { 'sec-fetch-site': 'same-origin', ...cookieHeader(cookies), ...headers },
        ...(body === undefined ? {} : { payload: body }),
      };
      const response = await api.inject(options);
      for (const cookie of response.cookies) {
        if (cookie.maxAge === 0 || cookie.value === '') cookies.delete(cookie.name);
        else cookies.set(cookie.name, encodeURIComponent(cookie.value));
      }
      const isJson = String(response.headers['content-type']).includes('json');
      return { status: response.statusCode, json: isJson ? response.json() : response.body, response };
    },
  };
}
