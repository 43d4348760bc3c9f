import { createServer, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

/** An event as it came in. */
export interface ReceivedEvent {
  readonly event_type: string;
  readonly event_id: string;
  readonly timestamp: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** A request as it came in. */
export interface ReceivedRequest {
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A collector that keeps what it gets, on a port of its own. */
export interface TestCollector extends AsyncDisposable {
  readonly endpoint: string;
  readonly requests: ReceivedRequest[];
  readonly events: ReceivedEvent[];
  /** Status of all later answers; 200 at first. */
  answer(status: number): void;
  /** Later requests get no answer. */
  hang(): void;
}

function isReceived(value: unknown): value is ReceivedEvent[] {
  return Array.isArray(value) && value.every((event) => typeof event === 'object' && 'event_type' in event);
}

/** Opens it on loopback. */
export async function openTestCollector(): Promise<TestCollector> {
  const requests: ReceivedRequest[] = [];
  const events: ReceivedEvent[] = [];
  let status = 200;
  let isHanging = false;
  const server = createServer(async (request, answer) => {
    if (isHanging) return;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString('utf8');
    const query = new URL(request.url ?? '', 'http://collector').searchParams;
    requests.push({ query, headers: request.headers, body });
    const isPacked = query.get('compression') === 'gzip';
    const json: unknown = JSON.parse(
      isPacked ? gunzipSync(Buffer.from(body, 'base64')).toString('utf8') : body,
    );
    if (status === 200 && isReceived(json)) events.push(...json);
    answer.writeHead(status, { Connection: 'close' }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    endpoint: `http://127.0.0.1:${port}/collect`,
    requests,
    events,
    answer(next) {
      status = next;
    },
    hang() {
      isHanging = true;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
