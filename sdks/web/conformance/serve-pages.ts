import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** A site whose every page loads one script. */
export interface Site extends AsyncDisposable {
  /** Address without a path; another origin than the collector's. */
  readonly origin: string;
  /** The script that pages load from now on. */
  script: string;
  /** Titles of pages, by path with query. */
  readonly titles: Map<string, string>;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Bundles a script of the SDK's sources for a page. @param entry path from the SDK's folder */
export async function bundleScript(entry: string): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(`../${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'silent',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
  });
  return result.outputFiles[0]?.text ?? '';
}

/** Serves pages on this machine that run `script`. @param body what they show */
export async function servePages(script: string, body = '<main>A page</main>'): Promise<Site> {
  const titles = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/left') return void response.writeHead(200, { 'content-type': 'text/html' }).end();
    if (path === '/favicon.ico') return void response.writeHead(204).end();
    const isScript = path === '/script.js';
    response.writeHead(200, {
      'content-type': isScript ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    const title = escaped(titles.get(path) ?? 'Home');
    response.end(
      isScript
        ? site.script
        : `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><script src="/script.js"></script><body>${body}</body></html>`,
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const site: Site = {
    script,
    // The name counts as a secure place, so that the page has locks and hashes.
    origin: `http://localhost:${port}`,
    titles,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return site;
}
