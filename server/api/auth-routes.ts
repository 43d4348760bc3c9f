import type { LockKey } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { type AccessRoutesParts, emailSchema, typedPasswordSchema } from './access-parts.ts';
import { authHeaders, passCookies, refusedAs } from './auth-exchange.ts';
import type { OidcProvider } from './auth-oidc-provider.ts';
import { endSessionOf } from './auth-person.ts';
import type { TypedApi } from './typed-api.ts';
import { createUsedCodes } from './used-codes.ts';

const tags = ['sign-in'];
const signInBody = z.strictObject({ email: emailSchema, password: typedPasswordSchema });
const signInAnswer = z.object({ state: z.enum(['signed-in', 'second-factor']) });
const codeBody = z
  .strictObject({ code: z.string().max(20).optional(), recoveryCode: z.string().max(100).optional() })
  .refine(({ code, recoveryCode }) => (code === undefined) !== (recoveryCode === undefined), {
    error: 'send code or recoveryCode',
  });
const isPublic = { permission: 'public' } as const;

/** Adds the calls of the sign-in page: which ways there are, password, second factor; and signing out. */
export function addAuthRoutes(api: TypedApi, parts: AccessRoutesParts, oidc: OidcProvider): void {
  const { accounts, authentication } = parts;
  const { locks } = accounts;
  const usedCodes = createUsedCodes();

  api.get(
    '/api/auth-methods',
    { config: isPublic, schema: { tags, summary: 'How people can sign in' } },
    async () => ({
      isSetUp: await accounts.grants.hasAdministrator(),
      password: true,
      passkey: true,
      oidc: await oidc.state(),
    }),
  );
  api.post(
    '/api/auth/sign-in',
    {
      config: isPublic,
      schema: { tags, summary: 'Sign in', body: signInBody, response: { 200: signInAnswer } },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      request.audit = { object: `sign-in of ${email}` };
      const account: LockKey = { kind: 'account', value: email };
      const keys: LockKey[] = [account, { kind: 'address', value: request.ip }];
      const answer = await locks.attempt(keys, async () => {
        const body = { email, password };
        const headers = authHeaders(request);
        const tried = await authentication.api.signInEmail({ body, headers, asResponse: true });
        if (!tried.ok) throw new CodedError('SIGN_IN_FAILED');
        return tried;
      });
      await locks.succeeded([account]);
      request.audit = { object: `sign-in of ${email}`, person: email };
      await endSessionOf(accounts, request);
      passCookies(request, reply, answer.headers);
      const { twoFactorRedirect = false } = (await answer.json()) as { twoFactorRedirect?: boolean };
      return { state: twoFactorRedirect ? ('second-factor' as const) : ('signed-in' as const) };
    },
  );
  api.post(
    '/api/auth/second-factor',
    {
      config: isPublic,
      schema: {
        tags,
        summary: 'Finish a sign-in with a code',
        body: codeBody,
        response: { 200: signInAnswer },
      },
    },
    async (request, reply) => {
      request.audit = { object: 'second factor' };
      const { code = '', recoveryCode } = request.body;
      // The library locks the account itself; the address is counted here.
      const keys: LockKey[] = [{ kind: 'address', value: request.ip }];
      const headers = authHeaders(request);
      const verify = () =>
        recoveryCode === undefined
          ? authentication.api.verifyTOTP({ body: { code }, headers, returnHeaders: true })
          : authentication.api.verifyBackupCode({
              body: { code: recoveryCode },
              headers,
              returnHeaders: true,
            });
      const answer = await locks.attempt(keys, async () => {
        const verified = await refusedAs('SECOND_FACTOR_WRONG', verify());
        const { token, user } = verified.response;
        if (recoveryCode !== undefined || usedCodes.use(user.id, code)) return verified;
        // Somebody looked over the shoulder.
        if (token !== undefined) await accounts.people.endSessionByToken(token);
        throw new CodedError('SECOND_FACTOR_WRONG');
      });
      passCookies(request, reply, answer.headers);
      return { state: 'signed-in' as const };
    },
  );
  api.post(
    '/api/auth/sign-out',
    { config: { permission: 'own' }, schema: { tags, summary: 'Sign out' } },
    async (request, reply) => {
      await endSessionOf(accounts, request);
      const { headers } = await authentication.api.signOut({
        headers: authHeaders(request),
        returnHeaders: true,
      });
      passCookies(request, reply, headers);
      return { signedOut: true };
    },
  );
}
