import { CodedError, type ErrorCode } from '@millstream/core';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  type AccessRoutesParts,
  passwordSchema,
  type SignedIn,
  signedIn,
  typedPasswordSchema,
} from './access-parts.ts';
import { authHeaders, passCookies, refusedAs } from './auth-exchange.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['me'];
const own = { permission: 'own' } as const;
const passwordBody = z.strictObject({ password: typedPasswordSchema });
const changeBody = z.strictObject({ password: typedPasswordSchema, newPassword: passwordSchema });
const confirmBody = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
const codes = z.array(z.string());

/** Adds the calls about one's own password and second factor. A wrong password counts as a failed sign-in. */
export function addSecurityRoutes(api: TypedApi, { accounts, authentication }: AccessRoutesParts): void {
  async function guarded<T>(request: FastifyRequest, code: ErrorCode, call: () => Promise<T>): Promise<T> {
    const person: SignedIn = signedIn(request);
    const keys = [{ kind: 'account' as const, value: person.email }];
    return accounts.locks.attempt(keys, () => refusedAs(code, call()));
  }

  api.post(
    '/api/me/password',
    { config: own, schema: { tags, summary: 'Change the password; other sessions end', body: changeBody } },
    async (request, reply) => {
      const { password: currentPassword, newPassword } = request.body;
      request.audit = { object: 'own password' };
      const { headers } = await guarded(request, 'PASSWORD_WRONG', () =>
        authentication.api.changePassword({
          body: { currentPassword, newPassword, revokeOtherSessions: true },
          headers: authHeaders(request),
          returnHeaders: true,
        }),
      );
      passCookies(request, reply, headers);
      return { changed: true };
    },
  );
  api.get(
    '/api/me/two-factor',
    {
      config: own,
      schema: {
        tags,
        summary: 'Whether a second factor is asked for',
        response: { 200: z.object({ isOn: z.boolean() }) },
      },
    },
    async (request) => {
      const { signInKinds } = await accounts.people.read(signedIn(request).personId);
      return { isOn: signInKinds.includes('totp') };
    },
  );
  api.post(
    '/api/me/two-factor',
    {
      config: own,
      schema: {
        tags,
        summary: 'Begin to set a second factor up; it counts once confirmed',
        body: passwordBody,
        response: { 200: z.object({ uri: z.string(), recoveryCodes: codes }) },
      },
    },
    async (request) => {
      request.audit = { object: 'own second factor' };
      const begun = await guarded(request, 'PASSWORD_WRONG', () =>
        authentication.api.enableTwoFactor({ body: request.body, headers: authHeaders(request) }),
      );
      if (begun.method !== 'totp') throw new CodedError('INTERNAL');
      return { uri: begun.totpURI, recoveryCodes: begun.backupCodes };
    },
  );
  api.post(
    '/api/me/two-factor/confirm',
    { config: own, schema: { tags, summary: 'Confirm the second factor with a code', body: confirmBody } },
    async (request, reply) => {
      request.audit = { object: 'own second factor' };
      const { headers } = await guarded(request, 'SECOND_FACTOR_WRONG', () =>
        authentication.api.verifyTOTP({
          body: request.body,
          headers: authHeaders(request),
          returnHeaders: true,
        }),
      );
      passCookies(request, reply, headers);
      return { confirmed: true };
    },
  );
  api.post(
    '/api/me/two-factor/remove',
    { config: own, schema: { tags, summary: 'Remove the second factor', body: passwordBody } },
    async (request, reply) => {
      request.audit = { object: 'own second factor' };
      const { headers } = await guarded(request, 'PASSWORD_WRONG', () =>
        authentication.api.disableTwoFactor({
          body: request.body,
          headers: authHeaders(request),
          returnHeaders: true,
        }),
      );
      passCookies(request, reply, headers);
      return { removed: true };
    },
  );
  api.post(
    '/api/me/two-factor/recovery-codes',
    {
      config: own,
      schema: {
        tags,
        summary: 'Make new recovery codes; old ones end',
        body: passwordBody,
        response: { 200: z.object({ recoveryCodes: codes }) },
      },
    },
    async (request) => {
      request.audit = { object: 'own recovery codes' };
      const made = await guarded(request, 'PASSWORD_WRONG', () =>
        authentication.api.generateBackupCodes({ body: request.body, headers: authHeaders(request) }),
      );
      return { recoveryCodes: made.backupCodes };
    },
  );
}
