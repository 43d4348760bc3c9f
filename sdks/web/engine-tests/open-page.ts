import { once } from 'node:events';
import { createServer } from 'node:http';
import { type CollectorDouble, openCollectorDouble } from '@millstream/sdk-conformance';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { bundleSite, type SiteScripts } from './bundle-site.ts';
import { startChromium } from './start-chromium.ts';

type Json = Readonly<Record<string, unknown>>;

/** A page that is opened for one test. */
export interface PageOptions {
  /** Path with query. @default '/' */
  readonly path?: string;
  /** What stands in its body, on every path. */
  readonly body?: string;
  /** Settings of the SDK besides app id and endpoint. */
  readonly configuration?: Json;
  /** File name of the page's script. @default that of a page which starts the SDK */
  readonly script?: string;
  readonly context?: BrowserContextOptions;
  /** Runs before the page is opened. */
  prepare?(page: Page): Promise<void>;
}

/** A page with the SDK in it, and the collector it sends to. */
export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly collector: CollectorDouble;
  /** Address of the site without a path. */
  readonly origin: string;
  /**
   * What the page recorded of one type, in order. Records a last event and waits for it, so that what is not there was
   * not recorded.
   */
  attributesOf(type: string): Promise<readonly Json[]>;
  /** Resolves when that many events of a type are there. */
  until(type: string, count?: number): Promise<readonly Json[]>;
}

/** A site in a browser. */
export interface BrowserSite extends AsyncDisposable {
  readonly browser: Browser;
  open(options?: PageOptions): Promise<OpenPage>;
}

/** Attributes of every event: tests of one event leave them out. */
const everywhere = /^_(session_|page_title$|page_url$|latest_referrer)/;

const ownAttributes = (event: Json): Json =>
  Object.fromEntries(Object.entries(event.attributes ?? {}).filter(([name]) => !everywhere.test(name)));

async function servePages(scripts: SiteScripts, html: () => string) {
  const server = createServer(({ url = '/' }, response) => {
    const script = scripts.get(url.slice(1));
    const isFile = /^\/files\//.test(url);
    response.writeHead(isFile ? 204 : 200, {
      'content-type': script === undefined ? 'text/html; charset=utf-8' : 'text/javascript; charset=utf-8',
    });
    response.end(isFile ? undefined : (script ?? html()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { server, origin: `http://localhost:${port}` };
}

const pageOf = ({ body = '', configuration = {}, script = 'start.js' }: PageOptions, endpoint: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title><body>${body}
<script>var settings = ${JSON.stringify({ appId: 'shop', endpoint, ...configuration })}</script>
<script type="module" src="/${script}"></script>`;

async function untilRecorded(
  collector: CollectorDouble,
  type: string,
  count: number,
): Promise<readonly Json[]> {
  const found = (): readonly Json[] => collector.storedEvents().filter((event) => event.event_type === type);
  const { promise, resolve } = Promise.withResolvers<void>();
  const look = (): void => {
    if (found().length >= count) resolve();
  };
  const end = collector.onChange(look);
  look();
  await promise;
  end();
  return found().map(ownAttributes);
}

/** Opens a browser and a site whose pages start the SDK. @param entries further scripts for pages, as of {@link bundleSite} */
export async function openSite(entries: Readonly<Record<string, string>> = {}): Promise<BrowserSite> {
  const [browser, scripts] = await Promise.all([
    startChromium(),
    bundleSite({ start: 'engine-tests/pages/start.ts', ...entries }),
  ]);
  return {
    browser,
    async open(options = {}) {
      const collector = await openCollectorDouble();
      const { server, origin } = await servePages(scripts, () => pageOf(options, collector.endpoint));
      const context = await browser.newContext(options.context);
      const page = await context.newPage();
      await options.prepare?.(page);
      await page.goto(origin + (options.path ?? '/'));
      let marks = 0;
      return {
        page,
        collector,
        origin,
        until: (type, count = 1) => untilRecorded(collector, type, count),
        async attributesOf(type) {
          marks += 1;
          await page.evaluate('millstream.track("mark")');
          await untilRecorded(collector, 'mark', marks);
          return untilRecorded(collector, type, 0);
        },
        async [Symbol.asyncDispose]() {
          await context.close();
          await collector.close();
          server.closeAllConnections();
          server.close();
        },
      };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
