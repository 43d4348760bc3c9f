import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that reached the collector. */
export interface Arrived {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP server on a free loopback port. */
export interface LocalServer extends AsyncDisposable {
  readonly origin: string;
}

/** A collector that answers as set, and remembers what it got. */
export interface CollectorDouble extends LocalServer {
  readonly arrived: Arrived[];
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'silence';
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Serves a handler. */
export async function serve(handler: RequestListener): Promise<LocalServer> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => closed(server) };
}

/** Starts a collector double. */
export async function startCollectorDouble(): Promise<CollectorDouble> {
  const arrived: Arrived[] = [];
  const double: Pick<CollectorDouble, 'arrived' | 'answer'> = { arrived, answer: { status: 200 } };
  const server = await serve(async (request, response) => {
    const { method = '', url = '', headers } = request;
    arrived.push({ method, url, headers, body: await buffer(request) });
    if (double.answer === 'silence') return;
    response.writeHead(double.answer.status, double.answer.headers ?? {}).end();
  });
  return Object.assign(double, server);
}
