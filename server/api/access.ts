import { type ProjectOfApp, type RouteAccess, rolesWith } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from './authenticate.ts';
import { callerOf } from './caller.ts';
import { appsNamedBy, projectsNamedBy } from './named-places.ts';
import type { TypedApi } from './typed-api.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the caller must hold. A route below /api without it answers 403. */
    permission?: RouteAccess;
    /**
     * The answer covers several projects and the handler shows only those that the caller may see
     * (`request.caller.rights.projectsWith`). Without it, a call that names no project needs the right everywhere.
     */
    acrossProjects?: boolean;
    /**
     * The call says in query or body which app or project it is about, and its handler looks nowhere else. Without it, only
     * names in the path do: a word that a handler never reads must not turn a call about everything into one about a project.
     */
    namesPlace?: boolean;
    /** The call names files of this machine: whoever may read them holds the local token; no role replaces that. */
    isLocal?: boolean;
  }
}

/** A route and what it asks for; what is undeclared answers 403. */
export interface RouteRight {
  readonly method: string;
  readonly url: string;
  readonly permission: RouteAccess | 'undeclared';
  readonly acrossProjects: boolean;
  /** Names in query and body count too. */
  readonly namesPlace: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the caller might make this call now as well: an answer that goes on asks again. */
    mayStill(): Promise<boolean>;
  }
  interface FastifyInstance {
    /** Every route below /api. */
    readonly routeRights: readonly RouteRight[];
  }
}

/** How callers are known and apps belong to projects. */
export interface AccessParts {
  readonly authenticate: Authenticate;
  readonly projectOf: ProjectOfApp;
}

/** Every route below /api names the right it needs; here it is asked for, before the handler runs. */
export function addAccess(api: TypedApi, parts: AccessParts): void {
  const routeRights: RouteRight[] = [];
  api.decorate('routeRights', routeRights);
  api.addHook('onRoute', ({ method, url, config }) => {
    if (!url.startsWith('/api/')) return;
    const { permission = 'undeclared', acrossProjects = false, namesPlace = false } = config ?? {};
    for (const one of [method].flat())
      routeRights.push({ method: one, url, permission, acrossProjects, namesPlace });
  });
  api.decorateRequest('caller', null);
  api.decorateRequest('mayStill', async () => false);
  api.addHook('onRequest', async (request, reply) => {
    request.mayStill = async () => {
      try {
        await know(parts, request, reply);
        await checkPlaces(parts, request);
        return true;
      } catch {
        return false;
      }
    };
    await know(parts, request, reply);
  });
  api.addHook('preValidation', async (request) => {
    await checkPlaces(parts, request);
    if (request.routeOptions.config.isLocal === true && callerOf(request).kind !== 'local')
      throw new CodedError('LOCAL_ONLY');
  });
}

/** Learns who calls, and refuses whoever has the right nowhere at all before the body is read. */
async function know(parts: AccessParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const access = accessOf(request);
  if (access === null) return;
  if (access === 'undeclared') throw new CodedError('ACCESS_UNDECLARED', { route: routeOf(request) });
  request.caller = await parts.authenticate(request, reply).catch((error: unknown) => {
    const isForeign = error instanceof CodedError && error.code === 'ORIGIN_FOREIGN';
    if (access === 'public' && !isForeign) return null;
    throw error;
  });
  if (access === 'public') return;
  const { rights } = callerOf(request);
  if (access === 'own') return;
  const places = rights.projectsWith(access);
  if (places !== 'all' && places.size === 0) throw forbidden(access);
}

/** Refuses whoever has the right, but not for what the call names. */
async function checkPlaces({ projectOf }: AccessParts, request: FastifyRequest): Promise<void> {
  const access = accessOf(request);
  if (access === null || access === 'undeclared' || access === 'public' || access === 'own') return;
  const { rights } = callerOf(request);
  const apps = appsNamedBy(request);
  if (apps.size > 1) throw new CodedError('USAGE', { problem: `Name one app, not ${[...apps].join(', ')}.` });
  const places = rights.projectsWith(access);
  if (places === 'all') return;
  const projects = projectsNamedBy(request);
  for (const app of apps) projects.add(await projectOf(app).catch(() => ''));
  const { acrossProjects = false } = request.routeOptions.config;
  const isAboutPlace = projects.size > 0 && readsPlace(request);
  const mayAll = [...projects].every((projectId) => places.has(projectId));
  if (!mayAll || !(isAboutPlace || acrossProjects)) throw forbidden(access);
}

function accessOf(request: FastifyRequest): RouteAccess | 'undeclared' | null {
  const { url, config } = request.routeOptions;
  if (config.permission !== undefined) return config.permission;
  if (url === undefined) return request.url.startsWith('/api/') ? 'own' : null;
  return url.startsWith('/api/') ? 'undeclared' : null;
}

/** Whether the names in a request decide what it is about. */
function readsPlace(request: FastifyRequest): boolean {
  const { url = '', config } = request.routeOptions;
  return config.namesPlace === true || /\/:(appId|projectId)(\/|$)/.test(url);
}

function routeOf(request: FastifyRequest): string {
  return `${request.method} ${request.routeOptions.url ?? request.url}`;
}

function forbidden(permission: Exclude<RouteAccess, 'own' | 'public'>): CodedError {
  return new CodedError('FORBIDDEN', { permission, roles: rolesWith(permission).join(', ') });
}
