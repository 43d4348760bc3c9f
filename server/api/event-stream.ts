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

/** Turns an answer into a stream of server-sent events. */
export function openEventStream(reply: FastifyReply): EventStream {
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
  const heartbeat = setInterval(() => raw.write(':\n\n'), heartbeatMs).unref();
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
