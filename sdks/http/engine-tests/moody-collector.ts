import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** One answer of a collector; the last one of a list is repeated. */
export type Answer =
  | { readonly status: number; readonly retryAfter?: string | (() => string) }
  /** The request is read, then the connection ends without an answer. */
  | 'cut';

/** A request as it came. */
export interface Received {
  readonly atMs: number;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A collector that answers as it is told, and remembers every request. */
export interface MoodyCollector extends AsyncDisposable {
  readonly endpoint: string;
  readonly received: readonly Received[];
}

/** Starts one on a free port of the loopback address. */
export async function startMoodyCollector(answers: readonly Answer[]): Promise<MoodyCollector> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const atMs = performance.now();
    const { searchParams: query } = new URL(request.url ?? '/', 'http://collector');
    const body = await buffer(request);
    const answer = answers[Math.min(received.length, answers.length - 1)] ?? { status: 200 };
    received.push({ atMs, query, headers: request.headers, body });
    if (answer === 'cut') {
      request.socket.destroy();
      return;
    }
    const { status } = answer;
    const retryAfter = typeof answer.retryAfter === 'function' ? answer.retryAfter() : answer.retryAfter;
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}/collect`,
    received,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
