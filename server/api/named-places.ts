import type { FastifyRequest } from 'fastify';

/** A value as an object to look into. The router's own objects have prototypes of their own, so none is asked for. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The texts among what a request may have said once or several times. */
function texts(...values: readonly unknown[]): Set<string> {
  return new Set(values.flat().filter((value) => typeof value === 'string' && value !== '') as string[]);
}

/** Apps that a request names: in the path, the query (`app`, `appId`) or the body (`appId`, `spec.appId`). */
export function appsNamedBy(request: FastifyRequest): Set<string> {
  const [params, query, body] = [request.params, request.query, request.body].map(fieldsOf);
  return texts(params?.appId, query?.app, query?.appId, body?.appId, fieldsOf(body?.spec).appId);
}

/** Projects that a request names: in the path, the query (`project`, `projectId`) or the body (`projectId`). */
export function projectsNamedBy(request: FastifyRequest): Set<string> {
  const [params, query, body] = [request.params, request.query, request.body].map(fieldsOf);
  return texts(params?.projectId, query?.project, query?.projectId, body?.projectId);
}
