import { type Accounts, apiKeyPrefix, rightsOf } from '@millstream/console';
import { CodedError } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { authHeaders, passCookies } from './auth-exchange.ts';
import type { Authentication } from './authentication.ts';
import type { Caller } from './caller.ts';
import { createLocalCaller } from './local-caller.ts';
import { checkOrigin } from './request-origin.ts';

/** What callers are known by. */
export interface AuthenticateParts {
  /** The token of the data directory. */
  readonly token: string;
  readonly accounts: Accounts;
  readonly authentication: Authentication;
}

/** Knows callers by the local token, an API key, or the cookie of a session. Null: nobody proved anything. */
export type Authenticate = (request: FastifyRequest, reply: FastifyReply) => Promise<Caller | null>;

/** A session that is used stays, but not for ever: a provider that lets people go is asked again. */
const longestSessionMs = 30 * 86_400_000;

/** Makes the one place where callers are known. Its errors: UNAUTHORIZED for a token or key that is not valid. */
export function createAuthenticate({ token, accounts, authentication }: AuthenticateParts): Authenticate {
  const localCaller = createLocalCaller(token);
  const { people, grants, keys } = accounts;

  async function callerByKey(secret: string): Promise<Caller> {
    const key = await keys.find(secret);
    if (key === null) throw new CodedError('UNAUTHORIZED');
    const { id, email } = await people.read(key.personId);
    const rights = rightsOf(await grants.of(id), key);
    return { kind: 'key', personId: id, name: email, credentialId: key.id, rights };
  }

  async function callerBySession(request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> {
    const found = await authentication.api.getSession({ headers: authHeaders(request), returnHeaders: true });
    if (found.response === null) return null;
    const { session, user } = found.response;
    if (Date.now() - session.createdAt.getTime() > longestSessionMs) {
      await people.endSession(user.id, session.id);
      return null;
    }
    passCookies(request, reply, found.headers);
    await people.seen(user.id);
    const rights = rightsOf(await grants.of(user.id));
    return { kind: 'session', personId: user.id, name: user.email, credentialId: session.id, rights };
  }

  return async function authenticate(request, reply) {
    const { authorization, cookie } = request.headers;
    if (authorization !== undefined) {
      // A page cannot make the browser send this header to us, so no origin is asked for.
      const [, secret = ''] = authorization.split(/^Bearer /);
      if (secret.startsWith(apiKeyPrefix)) return callerByKey(secret);
      const caller = localCaller(request);
      if (caller === null) throw new CodedError('UNAUTHORIZED');
      return caller;
    }
    checkOrigin(request, cookie?.includes('millstream.') ?? false);
    return cookie === undefined ? null : callerBySession(request, reply);
  };
}
