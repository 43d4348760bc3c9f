import { CodedError } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { decodeProtectedHeader } from 'jose';
import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client';
import { z } from 'zod';
import type { AccessRoutesParts } from './access-parts.ts';
import { createChallenges } from './auth-challenges.ts';
import { isHttps } from './auth-exchange.ts';
import { type IdToken, personOfToken } from './auth-oidc-person.ts';
import type { OidcProvider } from './auth-oidc-provider.ts';
import { asOidcRefusal, oidcRefusal, refusalAddress } from './auth-oidc-refusal.ts';
import { startSession } from './auth-person.ts';
import { ownPath } from './own-path.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['sign-in'];
const config = { permission: 'public' } as const;
/** Where the provider sends people back to, below the address of the pages. */
export const oidcCallbackPath = '/api/auth/oidc/callback';
const cookieName = 'millstream.oidc';
const algorithms: readonly string[] = ['RS256', 'ES256'];

const pendingSchema = z.object({
  verifier: z.string(),
  nonce: z.string(),
  redirectUri: z.string(),
  to: z.string(),
});
/** Only a path of ours: the browser must not be sent elsewhere after sign-in. */
const pathSchema = z.string().max(4096).default('/').transform(ownPath);

/** Adds the calls for the organisation's provider: away to it, and back with a code. */
export function addOidcRoutes(api: TypedApi, parts: AccessRoutesParts, provider: OidcProvider): void {
  const pending = createChallenges();

  api.get(
    '/api/auth/oidc/start',
    { config, schema: { tags, summary: 'Go to the provider', querystring: z.object({ to: pathSchema }) } },
    async (request, reply) => {
      const found = await provider.open('forPage').catch(asOidcRefusal);
      if (found instanceof CodedError) return reply.redirect(refusalAddress(found));
      const { settings, configuration } = found;
      const scheme = isHttps(request) ? 'https' : 'http';
      const redirectUri = `${scheme}://${request.host}${oidcCallbackPath}`;
      const verifier = randomPKCECodeVerifier();
      const nonce = randomNonce();
      const state = pending.keep(JSON.stringify({ verifier, nonce, redirectUri, to: request.query.to }));
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: settings.scopes,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      // The way back must end in the browser that it began in.
      reply.header('set-cookie', stateCookie(request, state, 600));
      return reply.redirect(url.href);
    },
  );
  api.get(
    oidcCallbackPath,
    {
      config,
      schema: {
        tags,
        summary: 'Back from the provider',
        querystring: z.looseObject({ state: z.string().max(100) }),
      },
    },
    async (request, reply) => {
      const { state } = request.query;
      reply.header('set-cookie', stateCookie(request, '', 0));
      try {
        const kept = pending.take(state);
        if (kept === null || stateInCookie(request) !== state)
          throw oidcRefusal('too-late', 'it took too long, or began in another browser');
        const begun = pendingSchema.parse(JSON.parse(kept));
        await finish({ request, reply }, state, begun);
        return reply.redirect(begun.to);
      } catch (error) {
        const coded = asOidcRefusal(error);
        parts.logger.warn({ code: coded.code, cause: String(coded.cause ?? '') }, coded.message);
        // People see a page of ours, not JSON.
        return reply.redirect(refusalAddress(coded));
      }
    },
  );

  async function finish(
    exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
    state: string,
    begun: z.output<typeof pendingSchema>,
  ): Promise<void> {
    const { settings, configuration } = await provider.open();
    const url = new URL(begun.redirectUri);
    url.search = new URL(exchange.request.url, url).search;
    const tokens = await authorizationCodeGrant(configuration, url, {
      pkceCodeVerifier: begun.verifier,
      expectedState: state,
      expectedNonce: begun.nonce,
      idTokenExpected: true,
    });
    const { id_token: raw } = tokens;
    const payload = tokens.claims();
    if (raw === undefined || payload === undefined)
      throw oidcRefusal('token-invalid', 'the provider sent no ID token');
    const header = decodeProtectedHeader(raw);
    if (header.alg === undefined || !algorithms.includes(header.alg))
      throw oidcRefusal('token-invalid', `tokens signed by ${header.alg} are not accepted`);
    const token: IdToken = { header: { ...header }, payload: { ...payload } };
    await startSession(parts, exchange, await personOfToken(parts, settings, token));
  }
}

function stateCookie(request: FastifyRequest, state: string, seconds: number): string {
  const secure = isHttps(request) ? '; Secure' : '';
  return `${cookieName}=${state}; Max-Age=${seconds}; Path=/api/auth/oidc; HttpOnly; SameSite=Lax${secure}`;
}

function stateInCookie(request: FastifyRequest): string | null {
  const cookies = (request.headers.cookie ?? '').split('; ');
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  return found?.slice(cookieName.length + 1) ?? null;
}
