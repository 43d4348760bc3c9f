import type { Accounts } from '@millstream/console';
import { CodedError, type Logger } from '@millstream/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Authentication } from './authentication.ts';
import { longestPassword, shortestPassword } from './authentication.ts';
import { callerOf } from './caller.ts';

/** What the calls about people and sign-in work with. */
export interface AccessRoutesParts {
  readonly accounts: Accounts;
  readonly authentication: Authentication;
  readonly logger: Logger;
}

/** An e-mail address; upper and lower case mean the same person. */
export const emailSchema = z.email().max(320).toLowerCase();
/** A password that somebody chooses. */
export const passwordSchema = z.string().min(shortestPassword).max(longestPassword);
/** A password as somebody types it, right or wrong. */
export const typedPasswordSchema = z.string().min(1).max(longestPassword);
/** How a person is called. */
export const personNameSchema = z.string().trim().min(1).max(255);

/** A person at the pages, not a script. */
export interface SignedIn {
  readonly personId: string;
  readonly email: string;
  readonly sessionId: string;
}

/**
 * The caller as a person with a session: keys and the local token cannot change how somebody signs in.
 * @throws CodedError SIGN_IN_REQUIRED
 */
export function signedIn(request: FastifyRequest): SignedIn {
  const { kind, personId, name, credentialId } = callerOf(request);
  if (kind !== 'session' || personId === null || credentialId === null)
    throw new CodedError('SIGN_IN_REQUIRED');
  return { personId, email: name, sessionId: credentialId };
}
