import type { FastifyReply } from 'fastify';

/** Aborts when the caller goes away. */
export function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  return gone.signal;
}
