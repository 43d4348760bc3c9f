import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Folder of the built pages. */
export const pagesFolder = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'web', 'dist');

/** Whether a browser asks for a page, not for data or a file. */
function asksForPage(request: FastifyRequest): boolean {
  const { method, url, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  return !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}

/**
 * Serves the browser interface. Built files carry a hash in their names and may be kept for ever; the page itself is asked
 * for each time.
 */
export function addWebRoutes(api: FastifyInstance, folder = pagesFolder): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  void api.register(fastifyStatic, {
    root: folder,
    index: false,
    dotfiles: 'ignore',
    cacheControl: false,
    // The build leaves each file compressed beside itself.
    preCompressed: true,
    setHeaders(response, path) {
      const isHashed = path.includes(`${join(folder, 'assets')}`);
      response.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

/** Answers an address that only the pages know with the page; null when nobody asked for one. */
export function pageAnswer(request: FastifyRequest, reply: FastifyReply, folder = pagesFolder): unknown {
  if (!asksForPage(request) || !existsSync(join(folder, 'index.html'))) return null;
  return reply.header('cache-control', 'no-cache').sendFile('index.html', folder);
}
