import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerRequest } from './answer-request.ts';
import { type ProxyOptions, resolveProxyOptions } from './proxy-options.ts';

/** A request of Node, Connect or Express; `originalUrl` is there when a router has cut the path. */
export type NodeRequest = IncomingMessage & { readonly originalUrl?: string };

/** A handler for `app.use` of Express and Connect, and for `createServer` of Node. */
export type NodeHandler = (
  request: NodeRequest,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

/**
 * Serves events under your own domain in Express, Connect or plain Node. Mount it before parsers of bodies such as
 * `express.json()`: the bytes must reach the collector as they came. Answers as `createProxy` does.
 * @throws TypeError when the collector's address is none
 * @example
 * app.use('/collect', expressProxy({ collector: 'https://collect.example.org/collect' }));
 */
export function expressProxy(options: ProxyOptions): NodeHandler {
  const resolved = resolveProxyOptions(options);

  async function answer(request: NodeRequest, response: ServerResponse, search: string): Promise<void> {
    if (request.readableDidRead)
      throw new TypeError('The body was read before the proxy: mount it before express.json() and its like.');
    const { method = 'GET', headers: received, socket } = request;
    const { status, headers, body } = await answerRequest(
      {
        method,
        search,
        clientAddress: socket.remoteAddress,
        // A destroyed stream could not carry the answer 413 any more.
        body: request.iterator({ destroyOnReturn: false }),
        header(name) {
          const value = received[name];
          return Array.isArray(value) ? value.join(', ') : value;
        },
      },
      resolved,
    );
    // What is left of a refused body would be read as the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    response.writeHead(status, headers).end(method === 'HEAD' ? undefined : body);
  }

  return (request, response, next) => {
    const [address = '', ...query] = (request.originalUrl ?? request.url ?? '/').split('?');
    if (resolved.path !== undefined && address !== resolved.path) {
      if (next) next();
      else response.writeHead(404).end();
      return;
    }
    const search = query.length === 0 ? '' : `?${query.join('?')}`;
    answer(request, response, search).catch((error: unknown) => {
      // The visitor left while sending: nobody waits for an answer, and the site has no error.
      if (request.destroyed && !request.complete) return;
      if (next) next(error);
      else response.destroy(error instanceof Error ? error : undefined);
    });
  };
}
