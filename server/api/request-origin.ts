import { CodedError } from '@millstream/core';
import type { FastifyRequest } from 'fastify';

const reading: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/** What the browser says about where a request comes from: `unknown` for programs that are no browser. */
function originOf(request: FastifyRequest): 'own' | 'foreign' | 'unknown' {
  const { host } = request;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'own' : 'foreign';
  if (origin === undefined) return 'unknown';
  return URL.canParse(origin) && new URL(origin).host === host ? 'own' : 'foreign';
}

/**
 * Refuses changes that a page of another site asks for in the name of whoever is signed in. With a cookie the browser must
 * say that the page is ours; without one (sign-in, set-up) it must not say that it is another's.
 * @throws CodedError ORIGIN_FOREIGN
 */
export function checkOrigin(request: FastifyRequest, hasCookie: boolean): void {
  if (reading.includes(request.method)) return;
  const origin = originOf(request);
  if (origin === 'foreign' || (hasCookie && origin === 'unknown')) throw new CodedError('ORIGIN_FOREIGN');
}
