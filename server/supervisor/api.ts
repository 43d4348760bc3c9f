import { createHash, timingSafeEqual } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { asCodedError, type Clock, CodedError, type Logger, type ProjectId } from '@millstream/core';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { addConsoleRoutes } from './console-routes.ts';
import { parsed } from './parse-request.ts';
import type { Supervisor } from './supervisor.ts';
import { engineWaitMs, untilEngineHears } from './until-engine-hears.ts';

/** What the API needs. */
export interface ApiOptions {
  readonly supervisor: Supervisor;
  /** Unix socket of the engine. */
  readonly engineSocket: string;
  readonly token: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Characters of an id in a path, percent-encoded: longer than any id of an app or of a saved object that a call may choose. */
const longestParameter = 4096;

/** Calls answered by the engine, by the same path without `/api`. */
const engineCalls = [
  'POST /query',
  'GET /ledger',
  'GET /ledger/request',
  'GET /ledger/event',
  'GET /ledger/rejects',
  'GET /ledger/duplicates',
  'POST /import',
  'POST /lake/flush',
  'POST /rebuild',
] as const;

const appBody = z.strictObject({
  name: z.string().min(1).max(255).optional(),
  timeZone: z.string().optional(),
  weekStart: z.enum(['monday', 'sunday']).optional(),
  strictIntegrity: z.boolean().optional(),
  enabled: z.boolean().optional(),
  projectId: z.string().optional(),
});
const newAppBody = appBody.extend({ appId: z.string() });

/** Drops what was not given, so that `exactOptionalPropertyTypes` and defaults hold. */
function given<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as never;
}

function isToken(request: FastifyRequest, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${token}`));
}

/** Connects to the engine and sends the call; the answer streams. @throws Error when nobody listens */
function callEngine(
  request: FastifyRequest,
  reply: FastifyReply,
  socketPath: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { socketPath, method: request.method, path: request.url.replace(/^\/api/, '') };
    const call = httpRequest(options, resolve);
    call.on('error', reject);
    // The caller went away: so does the query.
    reply.raw.on('close', () => call.destroy());
    call.end(request.body === undefined ? '' : JSON.stringify(request.body));
  });
}

/** Hands the call to the engine and streams its answer; one that starts again is waited for. */
async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  socketPath: string,
): Promise<FastifyReply> {
  const isGone = () => reply.raw.destroyed;
  const answer = await untilEngineHears(() => callEngine(request, reply, socketPath), {
    waitMs: engineWaitMs,
    isGone,
  });
  return reply
    .code(answer.statusCode ?? 500)
    .header('content-type', answer.headers['content-type'])
    .send(answer);
}

/** The API of console and command line; every call under `/api` needs the token. */
export function createApi(options: ApiOptions): FastifyInstance {
  const { supervisor, token, logger } = options;
  const api = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: longestParameter },
  });
  api.setErrorHandler((error, _request, reply) => {
    const statusCode = (error as { statusCode?: number }).statusCode ?? 500;
    const coded =
      statusCode < 500 && !(error instanceof CodedError)
        ? new CodedError('USAGE', { problem: (error as Error).message })
        : asCodedError(error);
    if (coded.code === 'INTERNAL') logger.error({ cause: String(coded.cause) }, coded.message);
    return reply.code(coded.status).send({ error: coded.toJSON() });
  });
  api.setNotFoundHandler((request) => {
    throw new CodedError('NOT_FOUND', { what: `${request.method} ${request.url}` });
  });
  api.addHook('onRequest', async (request) => {
    if (request.url.startsWith('/api/') && !isToken(request, token)) throw new CodedError('UNAUTHORIZED');
  });

  api.get('/health', async () => ({ ok: true }));
  api.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await supervisor.metrics()),
  );
  api.get('/api/status', () => supervisor.status());
  api.get('/api/apps', () => supervisor.apps());
  api.post('/api/apps', (request) => {
    const { appId, projectId, ...settings } = parsed(newAppBody, request.body);
    return supervisor.addApp(appId, given(settings), projectId as ProjectId | undefined);
  });
  api.patch('/api/apps/:appId', (request) => {
    const { projectId: _, ...settings } = parsed(appBody, request.body);
    return supervisor.setApp((request.params as { appId: string }).appId, given(settings));
  });
  for (const call of engineCalls) {
    const [method = '', path = ''] = call.split(' ');
    api.route({
      method,
      url: `/api${path}`,
      handler: (request, reply) => forward(request, reply, options.engineSocket),
    });
  }
  addConsoleRoutes(api, options);
  // Everything of the studio runs beside the warehouse.
  api.all('/api/studio/*', (request, reply) => forward(request, reply, options.engineSocket));
  return api;
}
