import { CodedError } from '@millstream/core';
import {
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type AccessRoutesParts, signedIn } from './access-parts.ts';
import { createChallenges } from './auth-challenges.ts';
import { isHttps } from './auth-exchange.ts';
import { startSession } from './auth-person.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['sign-in'];
/** What the browser's authenticator said; checked by the library. */
const responseSchema = z.looseObject({
  id: z.string().min(1).max(2048),
  rawId: z.string().max(2048),
  response: z.record(z.string(), z.unknown()),
  type: z.literal('public-key'),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
const verifyBody = z.strictObject({ challengeId: z.string().max(100), response: responseSchema });
const addBody = verifyBody.extend({ name: z.string().trim().min(1).max(100) });
const keyParams = z.object({ passkeyId: z.string().min(1).max(2048) });

/** The site as the browser names it, which the passkey is bound to. */
function siteOf(request: FastifyRequest): { readonly rpID: string; readonly origin: string } {
  const { host } = request;
  const origin = `${isHttps(request) ? 'https' : 'http'}://${host}`;
  if (!URL.canParse(origin)) throw new CodedError('PASSKEY_REFUSED');
  return { rpID: new URL(origin).hostname, origin };
}

/** Adds the calls for passkeys: signing in with one, and a person's own list of them. */
export function addPasskeyRoutes(api: TypedApi, parts: AccessRoutesParts): void {
  const challenges = createChallenges();
  addSignIn(api, parts, challenges);
  addOwn(api, parts, challenges);
}

function addSignIn(
  api: TypedApi,
  parts: AccessRoutesParts,
  challenges: ReturnType<typeof createChallenges>,
): void {
  const { passkeys, people } = parts.accounts;
  api.post(
    '/api/auth/passkey/options',
    {
      config: { permission: 'public', isAudited: false },
      schema: { tags, summary: 'Begin a sign-in by passkey' },
    },
    async (request) => {
      const options = await generateAuthenticationOptions({
        rpID: siteOf(request).rpID,
        userVerification: 'required',
      });
      return { challengeId: challenges.keep(options.challenge), options };
    },
  );
  api.post(
    '/api/auth/passkey/verify',
    { config: { permission: 'public' }, schema: { tags, summary: 'Sign in by passkey', body: verifyBody } },
    async (request, reply) => {
      request.audit = { object: 'sign-in by passkey' };
      const { challengeId, response } = request.body;
      const { rpID, origin } = siteOf(request);
      const expectedChallenge = challenges.take(challengeId);
      const passkey = await passkeys.find(response.id);
      if (passkey === null || expectedChallenge === null) throw new CodedError('PASSKEY_REFUSED');
      const verified = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
        credential: {
          id: passkey.id,
          publicKey: passkey.publicKey,
          counter: passkey.counter,
          transports: [...passkey.transports] as AuthenticatorTransport[],
        },
      }).catch((cause: unknown) => {
        throw new CodedError('PASSKEY_REFUSED', {}, { cause });
      });
      if (!verified.verified) throw new CodedError('PASSKEY_REFUSED');
      await passkeys.used(passkey.id, verified.authenticationInfo.newCounter);
      const { email } = await people.read(passkey.personId);
      request.audit = { object: `sign-in by passkey of ${email}`, person: email };
      await startSession(parts, { request, reply }, passkey.personId);
      return { state: 'signed-in' };
    },
  );
}

function addOwn(
  api: TypedApi,
  parts: AccessRoutesParts,
  challenges: ReturnType<typeof createChallenges>,
): void {
  const { passkeys, people } = parts.accounts;
  const own = { permission: 'own' } as const;
  api.get('/api/me/passkeys', { config: own, schema: { tags, summary: 'Own passkeys' } }, async (request) =>
    (await passkeys.list(signedIn(request).personId)).map(
      ({ publicKey: _, personId: __, counter: ___, ...shown }) => shown,
    ),
  );
  api.post(
    '/api/me/passkeys/options',
    { config: { ...own, isAudited: false }, schema: { tags, summary: 'Begin to add a passkey' } },
    async (request) => {
      const { personId, email } = signedIn(request);
      const { name } = await people.read(personId);
      const known = await passkeys.list(personId);
      const options = await generateRegistrationOptions({
        rpName: 'Millstream',
        rpID: siteOf(request).rpID,
        userName: email,
        userDisplayName: name,
        userID: new Uint8Array(Buffer.from(personId)),
        attestationType: 'none',
        excludeCredentials: known.map(({ id, transports }) => ({
          id,
          transports: [...transports] as AuthenticatorTransport[],
        })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      });
      return { challengeId: challenges.keep(options.challenge), options };
    },
  );
  api.post(
    '/api/me/passkeys',
    { config: own, schema: { tags, summary: 'Add a passkey', body: addBody } },
    async (request) => {
      const { personId } = signedIn(request);
      const { challengeId, response, name } = request.body;
      const { rpID, origin } = siteOf(request);
      const expectedChallenge = challenges.take(challengeId);
      if (expectedChallenge === null) throw new CodedError('PASSKEY_REFUSED');
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: rpID,
        requireUserVerification: true,
      }).catch((cause: unknown) => {
        throw new CodedError('PASSKEY_REFUSED', {}, { cause });
      });
      if (!verified || registrationInfo === undefined) throw new CodedError('PASSKEY_REFUSED');
      const { credential, credentialBackedUp } = registrationInfo;
      const { id, publicKey, counter, transports = [] } = credential;
      await passkeys.add({
        id,
        personId,
        name,
        publicKey,
        counter,
        transports,
        isBackedUp: credentialBackedUp,
      });
      request.audit = { object: `passkey ${name}` };
      return { id, name };
    },
  );
  api.delete(
    '/api/me/passkeys/:passkeyId',
    { config: own, schema: { tags, summary: 'Remove a passkey', params: keyParams } },
    async (request) => {
      await passkeys.remove(signedIn(request).personId, request.params.passkeyId);
      return { removed: true };
    },
  );
}
