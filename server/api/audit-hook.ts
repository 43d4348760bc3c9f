import type { AuditLog, ProjectOfApp } from '@millstream/console';
import type { Logger } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appsNamedBy, projectsNamedBy } from './named-places.ts';
import { createStrangerLimit } from './stranger-limit.ts';
import type { TypedApi } from './typed-api.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** False leaves calls out of the audit log: those that change nothing that others see. @default true */
    isAudited?: boolean;
  }
  interface FastifyRequest {
    /** Code of the error that the call ended with. */
    refusal: string | null;
  }
}

/** What writing the log needs. */
export interface AuditParts {
  readonly log: AuditLog;
  readonly projectOf: ProjectOfApp;
  readonly logger: Logger;
}

const reading: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** Questions are asked by POST too; their right says so. */
function isChange(request: FastifyRequest): boolean {
  const { url, config } = request.routeOptions;
  if (url === undefined || !url.startsWith('/api/') || reading.includes(request.method)) return false;
  return config.isAudited !== false && config.permission?.endsWith('.read') !== true;
}

/** Records every change below /api with who, when, what and how it ended. */
export function addAudit(api: TypedApi, parts: AuditParts): void {
  api.decorateRequest('audit', null);
  api.decorateRequest('refusal', null);
  const admitsStranger = createStrangerLimit(parts.logger);
  api.addHook('onResponse', async (request, reply) => {
    if (!isChange(request)) return;
    const isRefusedStranger = request.caller === null && reply.statusCode >= 400;
    if (isRefusedStranger && !admitsStranger()) return;
    await record(request, reply, parts).catch((error: unknown) =>
      parts.logger.error({ cause: String(error) }, 'a change could not be recorded in the audit log'),
    );
  });
}

async function record(request: FastifyRequest, reply: FastifyReply, parts: AuditParts): Promise<void> {
  const [appId = null] = appsNamedBy(request);
  const [named = null] = projectsNamedBy(request);
  const projectId = named ?? (appId === null ? null : await parts.projectOf(appId).catch(() => null));
  const { caller, audit, refusal } = request;
  await parts.log.add({
    person: caller?.name ?? audit?.person ?? 'nobody',
    caller: caller?.kind ?? 'nobody',
    credentialId: caller?.credentialId ?? null,
    address: request.ip,
    method: request.method,
    route: request.routeOptions.url ?? request.url,
    projectId,
    appId,
    object: audit?.object ?? objectOf(request),
    before: audit?.before ?? null,
    after: audit?.after ?? null,
    status: reply.statusCode,
    code: refusal,
  });
}

/** Without a note of the handler, the path and a name in the body say what it was about: `dashboards 3f2 "Shop"`. */
function objectOf(request: FastifyRequest): string | null {
  const parts = (request.routeOptions.url ?? '').split('/').slice(2);
  const family = parts.filter((part) => part !== '' && !part.startsWith(':')).at(-1);
  if (family === undefined) return null;
  const ids = Object.entries(fieldsOf(request.params))
    .filter(([name]) => name !== 'appId' && name !== 'projectId')
    .map(([, id]) => String(id));
  const name = nameIn(request.body);
  return [family, ...ids, ...(name === null ? [] : [`"${name}"`])].join(' ').slice(0, 1000);
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** What a body calls its thing: saved objects have it one level deeper. */
function nameIn(body: unknown): string | null {
  const { name, body: content } = fieldsOf(body);
  const found = typeof name === 'string' ? name : fieldsOf(content).name;
  return typeof found === 'string' ? found : null;
}
