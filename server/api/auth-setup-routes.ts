import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { type AccessRoutesParts, emailSchema, passwordSchema, personNameSchema } from './access-parts.ts';
import { createPerson, setPassword, startSession } from './auth-person.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['sign-in'];
const token = z.string().min(1).max(100);
const linkQuery = z.object({ token });
const linkAnswer = z.object({
  kind: z.enum(['first-administrator', 'invite', 'reset']),
  email: z.string().nullable(),
  name: z.string().nullable(),
  expiresAtMs: z.number(),
});
const setupBody = z.strictObject({
  token,
  name: personNameSchema.optional(),
  email: emailSchema.optional(),
  password: passwordSchema,
});
const setupAnswer = z.object({ state: z.enum(['signed-in', 'sign-in']) });
const isPublic = { permission: 'public' } as const;

/** Adds the calls behind one-time links: the first administrator, invitations, and ways back in. */
export function addSetupRoutes(api: TypedApi, parts: AccessRoutesParts): void {
  const { accounts } = parts;
  const { links, people, grants, locks } = accounts;

  async function refuseWhenSetUp(): Promise<void> {
    if (await grants.hasAdministrator()) throw new CodedError('ALREADY_SET_UP');
  }

  api.get(
    '/api/setup',
    {
      config: isPublic,
      schema: {
        tags,
        summary: 'What a one-time link is for',
        querystring: linkQuery,
        response: { 200: linkAnswer },
      },
    },
    async (request) => {
      const { kind, personId, expiresAtMs } = await links.look(request.query.token);
      if (kind === 'first-administrator') await refuseWhenSetUp();
      const person = personId === null ? null : await people.read(personId);
      return { kind, email: person?.email ?? null, name: person?.name ?? null, expiresAtMs };
    },
  );
  api.post(
    '/api/setup',
    {
      config: isPublic,
      schema: { tags, summary: 'Use a one-time link', body: setupBody, response: { 200: setupAnswer } },
    },
    async (request, reply) => {
      const { token: secret, name, email, password } = request.body;
      const keys = [{ kind: 'address' as const, value: request.ip }];
      const link = await locks.attempt(keys, () => links.look(secret));
      let { personId } = link;
      if (link.kind === 'first-administrator') {
        await refuseWhenSetUp();
        if (name === undefined || email === undefined)
          throw new CodedError('USAGE', { problem: 'name and email: needed for a new account' });
        // Told before the link is used up.
        if ((await people.findByEmail(email)) !== null) throw new CodedError('EMAIL_IN_USE', { email });
        await links.take(secret);
        personId = await createPerson(parts, { name, email });
        await grants.set(personId, [{ role: 'Admin', projectId: null }]);
      } else {
        await links.take(secret);
        if (personId !== null && name !== undefined) await people.rename(personId, name);
      }
      if (personId === null) throw new CodedError('LINK_INVALID');
      const person = await people.read(personId);
      request.audit = { object: `${link.kind} link of ${person.email}`, person: person.email };
      await setPassword(parts, personId, password);
      if (link.resetsSecondFactor) await people.removeSecondFactor(personId);
      // Whoever had the old password is out.
      await people.endSessions(personId, null);
      await locks.succeeded([{ kind: 'account', value: person.email }]);
      if (person.signInKinds.includes('totp') && !link.resetsSecondFactor)
        return { state: 'sign-in' as const };
      await startSession(parts, { request, reply }, personId);
      return { state: 'signed-in' as const };
    },
  );
}
