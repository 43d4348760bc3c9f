import type { Rights } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyRequest } from 'fastify';

/** Who sent a request, proven by a token, a key or a session. */
export interface Caller {
  /** `local`: holds the token of the data directory. */
  readonly kind: 'local' | 'session' | 'key';
  /** Row of the person; `null` for whoever works on the machine itself. */
  readonly personId: string | null;
  /** E-mail of the person, as authors and drafts are recorded. */
  readonly name: string;
  /** The session or the key, for lists that mark the caller's own. */
  readonly credentialId: string | null;
  readonly rights: Rights;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; `null` until it is proven, and on public routes for strangers. */
    caller: Caller | null;
  }
}

/** Who calls. @throws CodedError UNAUTHORIZED on a public route without sign-in */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new CodedError('UNAUTHORIZED');
  return request.caller;
}

/** Author of what the caller saves. @throws CodedError UNAUTHORIZED */
export function personOf(request: FastifyRequest): string {
  return callerOf(request).name;
}
