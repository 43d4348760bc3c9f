import helmet from '@fastify/helmet';
import type { TypedApi } from './typed-api.ts';

/**
 * Headers that keep other sites out: nothing is loaded from elsewhere, nobody frames the pages, addresses are not passed
 * on. Chart and component libraries write style attributes, so styles may be inline; scripts may not.
 */
export async function addSecurityHeaders(api: TypedApi): Promise<void> {
  await api.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Whether all of a host is https is for the proxy in front to say.
    hsts: false,
  });
  api.addHook('onSend', async (request, reply, payload) => {
    // Answers belong to whoever asked; a cache must not keep them for the next one.
    if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    return payload;
  });
}
