import { randomUUID } from 'node:crypto';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { asCodedError, type Clock, CodedError, type Logger } from '@millstream/core';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addAccess } from '../api/access.ts';
import { addAccessRoutes } from '../api/access-routes.ts';
import { addAppRoutes } from '../api/app-routes.ts';
import { addAudit } from '../api/audit-hook.ts';
import { createAuthenticate } from '../api/authenticate.ts';
import { addBodyDepthLimit } from '../api/body-depth.ts';
import { answerBrokenAddress, answerBrokenRequest } from '../api/broken-requests.ts';
import { engineCalls } from '../api/engine-calls.ts';
import { addHostCheck, namesThisMachine } from '../api/host-check.ts';
import { appsNamedBy, projectsNamedBy } from '../api/named-places.ts';
import type { Access } from '../api/open-access.ts';
import { addOpenApi } from '../api/open-api.ts';
import { addOperationRoutes } from '../api/operation-routes.ts';
import { serializerCompiler, validatorCompiler } from '../api/schema-compilers.ts';
import { addSdkRoutes } from '../api/sdk-routes.ts';
import { addSecurityHeaders } from '../api/security-headers.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { addWebRoutes, pageAnswer } from '../api/web-routes.ts';
import { openOperations } from '../operations/open-operations.ts';
import packageJson from '../package.json' with { type: 'json' };
import { sdkFolder } from '../pipelines/page-scripts.ts';
import { addConsoleRoutes } from './console-routes.ts';
import { type EngineAddress, socketOf } from './engine-address.ts';
import type { Supervisor } from './supervisor.ts';
import { engineWaitMs, untilEngineHears } from './until-engine-hears.ts';

/** What the API needs. */
export interface ApiOptions {
  readonly supervisor: Supervisor;
  /** Where engines listen. */
  readonly engineSocket: EngineAddress;
  /** The local token of the data directory. */
  readonly token: string;
  readonly access: Access;
  /** Whether the port is on this machine alone. Then `/metrics` may be read here by everybody, and foreign names get no answer. */
  readonly isOnLoopback: boolean;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Characters of an id in a path, percent-encoded: longer than any id of an app or of a saved object that a call may choose. */
const longestParameter = 4096;

/** The engine checks what stands in it; docs/studio.md and docs/operations.md describe each. */
const engineBody = z.looseObject({}).optional();

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
  address: EngineAddress,
): Promise<FastifyReply> {
  // Parsers of other routes hand over texts and streams.
  const type = request.headers['content-type'] ?? 'application/json';
  if (!/^application\/json\b/i.test(type))
    throw new CodedError('USAGE', { problem: 'Send the body as application/json.' });
  const named = { appIds: appsNamedBy(request), projectIds: projectsNamedBy(request) };
  const socketPath = await socketOf(address, named);
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

/** The API of console and command line; every call under `/api` names the right it needs. */
export async function createApi(options: ApiOptions): Promise<TypedApi> {
  const { supervisor, token, access, logger } = options;
  const api = fastify({
    forceCloseConnections: true,
    routerOptions: { maxParamLength: longestParameter },
    genReqId: () => randomUUID(),
    // A proxy on this machine says who called it; from elsewhere nobody is believed.
    trustProxy: 'loopback',
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerBrokenAddress,
  }).withTypeProvider<ZodTypeProvider>();
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  api.setErrorHandler((error, request, reply) => {
    const statusCode = (error as { statusCode?: number }).statusCode ?? 500;
    const coded =
      statusCode < 500 && !(error instanceof CodedError)
        ? new CodedError('USAGE', { problem: (error as Error).message })
        : asCodedError(error);
    if (coded.code === 'INTERNAL') logger.error({ cause: String(coded.cause) }, coded.message);
    request.refusal = coded.code;
    if (coded.code === 'SIGN_IN_LOCKED') reply.header('retry-after', String(coded.details.seconds));
    return reply.code(coded.status).send({ error: coded.toJSON() });
  });
  api.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  await addSecurityHeaders(api);
  addWebRoutes(api);
  api.setNotFoundHandler((request, reply) => {
    const page = pageAnswer(request, reply);
    if (page !== null) return page;
    throw new CodedError('NOT_FOUND', { what: `${request.method} ${request.url}` });
  });
  if (options.isOnLoopback) addHostCheck(api);
  const { projectOf } = supervisor.store;
  addAudit(api, { log: access.accounts.audit, projectOf, logger });
  addAccess(api, { authenticate: createAuthenticate({ token, ...access }), projectOf });
  addBodyDepthLimit(api);
  await addOpenApi(api, packageJson.version);

  const isPublic = { config: { permission: 'public' as const } };
  api.get('/health', isPublic, async () => ({ ok: true }));
  const metrics = { config: { permission: options.isOnLoopback ? 'public' : 'operation.read' } as const };
  api.get('/metrics', metrics, async (request, reply) => {
    const { host, 'x-forwarded-for': forwardedFor } = request.headers;
    // Whoever comes through a proxy is not on this machine, nor is a page whose name leads here.
    const isHere = forwardedFor === undefined && namesThisMachine(host);
    if (!isHere && request.caller === null) throw new CodedError('UNAUTHORIZED');
    return reply.type('text/plain; version=0.0.4').send(await supervisor.metrics());
  });
  addSdkRoutes(api, sdkFolder);
  addAccessRoutes(api, access);
  addAppRoutes(api, supervisor);
  for (const { call, permission, summary, acrossProjects = false, isLocal = false } of engineCalls) {
    const [method = '', path = ''] = call.split(' ');
    api.route({
      method,
      url: `/api${path}`,
      config: {
        permission,
        acrossProjects,
        namesPlace: !acrossProjects,
        isLocal,
        // Questions, whatever right they need.
        isAudited: !path.startsWith('/studio/'),
      },
      schema: { tags: ['engine'], summary, ...(method === 'POST' ? { body: engineBody } : {}) },
      handler: (request, reply) => forward(request, reply, options.engineSocket),
    });
  }
  addConsoleRoutes(api, options);
  addOperationRoutes(api, await openOperations(options));
  return api;
}
