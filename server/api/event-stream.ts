import type { FastifyReply } from 'fastify';

/** Server-sent events to one caller. */
export interface EventStream {
  /** Sends a message; `name` null is the nameless kind that `onmessage` hears. */
  send(data: unknown, name?: string | null): void;
  /** Runs when the caller goes away or the stream is ended. */
  onClosed(act: () => void): void;
  end(): void;
}

/** Proxies and browsers close what stays silent. */
const heartbeatMs = 15_000;

/** Turns an answer into a stream of server-sent events. It ends when the session or the right of its caller does. */
export function openEventStream(reply: FastifyReply, everyMs = heartbeatMs): EventStream {
  reply.hijack();
  const { raw } = reply;
  // Headers that hooks set stand on the reply; a hijacked one sends them itself.
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  });
  raw.write(':\n\n');
  const beat = async () => {
    const may = await reply.request.mayStill();
    if (raw.destroyed || raw.writableEnded) return;
    if (may) raw.write(':\n\n');
    else raw.end();
  };
  const heartbeat = setInterval(() => void beat(), everyMs).unref();
  raw.on('close', () => clearInterval(heartbeat));
  return {
    send(data, name = null) {
      if (raw.destroyed) return;
      raw.write(`${name === null ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`);
    },
    onClosed: (act) => void raw.on('close', act),
    end: () => void raw.end(),
  };
}
