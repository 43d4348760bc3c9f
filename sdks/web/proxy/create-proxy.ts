import { answerRequest } from './answer-request.ts';
import { type ProxyOptions, resolveProxyOptions } from './proxy-options.ts';

/** Options of {@link createProxy}. */
export interface FetchProxyOptions extends ProxyOptions {
  /**
   * Address of the client, which a Request does not tell.
   * @default in Cloudflare Workers the header cf-connecting-ip; elsewhere none, for anybody can send that header there
   */
  readonly clientAddress?: (request: Request) => string | undefined;
}

async function* chunksOf(stream: ReadableStream<Uint8Array> | null): AsyncGenerator<Uint8Array, void> {
  const reader = stream?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** Workers put what they know of a connection on its request, which no client can. */
const addressInWorkers = (request: Request): string | undefined =>
  ('cf' in request && request.headers.get('cf-connecting-ip')) || undefined;

/** The query as it came: a parsed URL may spell it in another way. */
function searchOf(url: string): string {
  const [address = ''] = url.split('#', 1);
  const start = address.indexOf('?');
  return start < 0 ? '' : address.slice(start);
}

/**
 * Serves events under your own domain, for every framework that calls a function with a Request: route handlers
 * of Next.js, Cloudflare Workers, Hono, Bun, Deno. Answers 503 with Retry-After when the collector is away, so
 * that clients keep their events; 413 when a body is over 1 MB.
 * @throws TypeError when the collector's address is none
 * @example
 * const proxy = createProxy({ collector: 'https://collect.example.org/collect' });
 * export { proxy as GET, proxy as POST };
 */
export function createProxy(options: FetchProxyOptions): (request: Request) => Promise<Response> {
  const resolved = resolveProxyOptions(options);
  const { clientAddress = addressInWorkers } = options;
  return async (request) => {
    if (resolved.path !== undefined && new URL(request.url).pathname !== resolved.path)
      return new Response(null, { status: 404 });
    const { status, headers, body } = await answerRequest(
      {
        method: request.method,
        search: searchOf(request.url),
        clientAddress: clientAddress(request),
        body: chunksOf(request.body),
        header: (name) => request.headers.get(name),
      },
      resolved,
    );
    return new Response(request.method === 'HEAD' ? null : (body ?? null), { status, headers });
  };
}
