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

/** Address of the shop as the browser knows it, without a port, like a real shop's. */
export const shopOrigin = 'http://shop.localhost';
/** Address of another company's site, served by the shop's server. */
export const partnerOrigin = 'http://partner.localhost';

/** A running shop. */
export interface Shop extends AsyncDisposable {
  /** Port on which it serves both sites, for `startBrowser`. */
  readonly port: number;
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

function serve(config: ShopClientConfig, client: string): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://shop');
    if (url.pathname === '/client.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8').end(client);
      return;
    }
    if (url.pathname === '/favicon.ico') {
      response.writeHead(204).end();
      return;
    }
    const page = shopPage(url.pathname, partnerOrigin);
    response.statusCode = page === null ? 404 : 200;
    // Pages ask for no cached copy, so that each visit loads its client anew, as in the first one.
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page === null ? 'There is no such page.' : html(page, config));
  });
}

/** Serves the test shop with the real web client set up by `config`. */
export async function startShop(config: ShopClientConfig): Promise<Shop> {
  const server = serve(config, await bundleClient());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
