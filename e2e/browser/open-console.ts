import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type Product, type StartProductOptions, startProduct } from '../product/start-product.ts';
import { startChromium } from './start-chromium.ts';

/** The first administrator of tests. */
export const administrator = {
  name: 'Mei Lin',
  email: 'mei@example.org',
  password: 'seven tall bridges in fog',
} as const;

/** A page may take this long, ms: the machine may be busy with other tests. */
export const pageTimeoutMs = 60_000;

/** How a person's window looks. */
export interface WindowOptions {
  readonly language?: 'en-US' | 'zh-CN';
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  /** Zone of the browser's clock. */
  readonly timezoneId?: string;
}

/** A product with its first administrator, and a browser. */
export interface Console extends AsyncDisposable {
  readonly product: Product;
  readonly browser: Browser;
  /** Calls the API as the administrator. @throws Error with the answer when it is not 2xx */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** A new window signed in as the administrator (or as the cookie says). */
  open(path: string, options?: WindowOptions, cookie?: string): Promise<Page>;
}

/** Cookies that an answer sets, as a header value. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Makes the first administrator through the one-time link; returns the session's cookie. */
export async function setUpAdministrator(product: Product): Promise<string> {
  assert.ok(product.setup, 'the server prints a link for the first administrator');
  const token = new URL(product.setup).searchParams.get('token');
  const answer = await fetch(`${product.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url },
    body: JSON.stringify({ token, ...administrator }),
  });
  assert.equal(answer.status, 200, await answer.clone().text());
  return cookiesOf(answer);
}

async function windowOf(
  browser: Browser,
  url: string,
  options: WindowOptions,
  cookie: string,
): Promise<BrowserContext> {
  const { language = 'en-US', theme = 'light', width = 1280, height = 900, timezoneId } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    ...(timezoneId === undefined ? {} : { timezoneId }),
  });
  await context.addCookies(
    cookie
      .split('; ')
      .filter((pair) => pair !== '')
      .map((pair) => {
        const at = pair.indexOf('=');
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
      }),
  );
  await context.addInitScript(
    ([tag, mode]) =>
      localStorage.setItem('millstream.appearance', JSON.stringify({ language: tag, theme: mode })),
    [language, theme],
  );
  return context;
}

/** Starts the product with its first administrator, and a browser. */
export async function openConsole(options: StartProductOptions = {}): Promise<Console> {
  const product = await startProduct(options);
  const browser = await startChromium();
  const cookie = await setUpAdministrator(product);
  return {
    product,
    browser,
    async call(method, path, body) {
      const answer = await fetch(`${product.url}/api${path}`, {
        method,
        headers: { 'content-type': 'application/json', origin: product.url, cookie },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async open(path, window = {}, as = cookie) {
      const context = await windowOf(browser, product.url, window, as);
      const page = await context.newPage();
      page.setDefaultTimeout(pageTimeoutMs);
      await page.goto(`${product.url}${path}`);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await product[Symbol.asyncDispose]();
    },
  };
}
