import { CodedError } from '@millstream/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessRoutesParts } from './access-parts.ts';
import { authHeaders, passCookies } from './auth-exchange.ts';

/** Starts a session for a person whose identity is proven, with a new cookie; the session of before ends. */
export async function startSession(
  { accounts, authentication }: AccessRoutesParts,
  exchange: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  personId: string,
): Promise<void> {
  const { request, reply } = exchange;
  const body = { userId: personId };
  const answer = await authentication.api.signInPerson({
    body,
    headers: authHeaders(request),
    asResponse: true,
  });
  if (!answer.ok) throw new CodedError('SIGN_IN_FAILED');
  await endSessionOf(accounts, request);
  passCookies(request, reply, answer.headers);
}

/** Ends the session that a request came with, so that no browser keeps two. */
export async function endSessionOf(
  accounts: AccessRoutesParts['accounts'],
  { caller }: FastifyRequest,
): Promise<void> {
  if (caller?.kind !== 'session' || caller.personId === null || caller.credentialId === null) return;
  await accounts.people.endSession(caller.personId, caller.credentialId);
}

/** Makes a person, without any way to sign in yet. @throws CodedError EMAIL_IN_USE */
export async function createPerson(
  { accounts, authentication }: AccessRoutesParts,
  person: { readonly email: string; readonly name: string },
): Promise<string> {
  if ((await accounts.people.findByEmail(person.email)) !== null)
    throw new CodedError('EMAIL_IN_USE', { email: person.email });
  const { internalAdapter } = await authentication.$context;
  const { id } = await internalAdapter.createUser(
    { ...person, emailVerified: true },
    { method: 'email-password' },
  );
  return id;
}

/** Gives a person a password, in place of one that they may have. */
export async function setPassword(
  { authentication }: AccessRoutesParts,
  personId: string,
  password: string,
): Promise<void> {
  const { internalAdapter, password: hashing } = await authentication.$context;
  const hash = await hashing.hash(password);
  const accounts = await internalAdapter.findAccounts(personId);
  if (accounts.some(({ providerId }) => providerId === 'credential'))
    await internalAdapter.updatePassword(personId, hash);
  else
    await internalAdapter.linkAccount({
      userId: personId,
      providerId: 'credential',
      accountId: personId,
      password: hash,
    });
}
