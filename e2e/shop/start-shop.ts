import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type ShopPage, shopPage, shopProducts } from './shop-pages.ts';

const clientEntry = join(dirname(fileURLToPath(import.meta.url)), 'shop-client.mjs');

/** Configuration of the real web client, as its `init` takes it. */
export interface ShopClientConfig {
  readonly appId: string;
  /** Whole address of the collect path. */
  readonly endpoint: string;
  readonly [option: string]: unknown;
}

/** A running shop. */
export interface Shop extends AsyncDisposable {
  /** Address of the shop, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  /** The same server under another host name: another company's site. */
  readonly otherOrigin: string;
}

async function bundleClient(): Promise<string> {
  const result = await build({
    entryPoints: [clientEntry],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  });
  return result.outputFiles[0]?.text ?? '';
}

function inScript(id: string, value: unknown): string {
  return `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`;
}

function html(page: ShopPage, config: ShopClientConfig): string {
  const client = page.isTracked
    ? `${inScript('client-config', config)}${inScript('shop-products', shopProducts)}<script src="/client.js"></script>`
    : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${page.title}</title><body>${page.body}${client}</body></html>`;
}

function serve(config: ShopClientConfig, client: string, otherOrigin: () => string): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    if (url.pathname === '/client.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(client);
      return;
    }
    const page = shopPage(url.pathname, otherOrigin());
    response.statusCode = page === null ? 404 : 200;
    // Pages ask for no cached copy, so that each visit loads its client anew, as in the first one.
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page === null ? 'There is no such page.' : html(page, config));
  });
}

/**
 * Serves the test shop with the real web client set up by `config`. Query parameters named `client.OPTION` of a page are
 * not needed: start another shop for another configuration.
 */
export async function startShop(config: ShopClientConfig): Promise<Shop> {
  let port = 0;
  const server = serve(config, await bundleClient(), () => `http://localhost:${port}`);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    otherOrigin: `http://localhost:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
