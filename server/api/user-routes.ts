import { type Grant, roles } from '@millstream/console';
import { CodedError } from '@millstream/core';
import { z } from 'zod';
import { type AccessRoutesParts, emailSchema, personNameSchema } from './access-parts.ts';
import { createPerson } from './auth-person.ts';
import { personOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['user'];
const config = { permission: 'user.write' } as const;
const grantSchema = z.strictObject({
  role: z.enum(roles),
  /** `null`: in all projects. */
  projectId: z.string().min(1).max(127).nullable(),
});
const grantsSchema = z.array(grantSchema).max(4000);
const inviteBody = z.strictObject({
  email: emailSchema,
  name: personNameSchema,
  grants: grantsSchema.default([]),
});
const personParams = z.object({ personId: z.string().min(1).max(100) });
const sessionParams = personParams.extend({ sessionId: z.string().min(1).max(100) });
const linkBody = z.strictObject({ resetsSecondFactor: z.boolean().default(false) });
const anyLinkBody = linkBody.extend({ email: emailSchema.nullable().default(null) });
const mostPeople = 1000;

function describe(grants: readonly Grant[]): unknown {
  return grants.map(({ role, projectId }) => `${role} in ${projectId ?? 'all projects'}`).sort();
}

/** Adds the calls about people, for administrators. */
export function addUserRoutes(api: TypedApi, parts: AccessRoutesParts): void {
  addList(api, parts);
  addChanges(api, parts);
  addLinks(api, parts);
}

function addList(api: TypedApi, { accounts: { people } }: AccessRoutesParts): void {
  api.get('/api/users', { config, schema: { tags, summary: 'People' } }, () => people.list());
  api.get(
    '/api/users/:personId',
    { config, schema: { tags, summary: 'A person', params: personParams } },
    (request) => people.read(request.params.personId),
  );
  api.get(
    '/api/users/:personId/sessions',
    { config, schema: { tags, summary: 'Sessions of a person', params: personParams } },
    (request) => people.sessions(request.params.personId),
  );
  api.delete(
    '/api/users/:personId/sessions/:sessionId',
    { config, schema: { tags, summary: 'End a session of a person', params: sessionParams } },
    async (request) => {
      await people.endSession(request.params.personId, request.params.sessionId);
      return { ended: 1 };
    },
  );
  api.delete(
    '/api/users/:personId/sessions',
    { config, schema: { tags, summary: 'End all sessions of a person', params: personParams } },
    async (request) => ({ ended: await people.endSessions(request.params.personId, null) }),
  );
}

function addChanges(api: TypedApi, { accounts: { people, grants } }: AccessRoutesParts): void {
  api.put(
    '/api/users/:personId/roles',
    {
      config,
      schema: {
        tags,
        summary: 'Set the roles of a person',
        params: personParams,
        body: z.strictObject({ grants: grantsSchema }),
      },
    },
    async (request) => {
      const before = await people.read(request.params.personId);
      request.audit = { object: `roles of ${before.email}`, before: describe(before.grants) };
      await grants.set(before.id, request.body.grants);
      const after = await people.read(before.id);
      request.audit = {
        object: `roles of ${before.email}`,
        before: describe(before.grants),
        after: describe(after.grants),
      };
      return after;
    },
  );
  api.delete(
    '/api/users/:personId',
    { config, schema: { tags, summary: 'Remove a person', params: personParams } },
    async (request) => {
      const { email, grants: held } = await people.read(request.params.personId);
      request.audit = { object: `person ${email}`, before: describe(held) };
      await people.remove(request.params.personId);
      return { removed: true };
    },
  );
}

function addLinks(api: TypedApi, parts: AccessRoutesParts): void {
  const { people, grants, links } = parts.accounts;
  const answer = ({ token, expiresAtMs }: { token: string; expiresAtMs: number }) => ({
    path: `/setup?token=${token}`,
    expiresAtMs,
  });
  api.post(
    '/api/users',
    { config, schema: { tags, summary: 'Invite a person', body: inviteBody } },
    async (request) => {
      const { grants: given, ...person } = request.body;
      if ((await people.list()).length >= mostPeople)
        throw new CodedError('USAGE', { problem: `At most ${mostPeople} people.` });
      const personId = await createPerson(parts, person);
      await grants.set(personId, given);
      request.audit = { object: `person ${person.email}`, after: describe(given) };
      const link = {
        kind: 'invite',
        personId,
        resetsSecondFactor: false,
        createdBy: personOf(request),
      } as const;
      return { person: await people.read(personId), link: answer(await links.create(link)) };
    },
  );
  api.post(
    '/api/users/:personId/link',
    {
      config,
      schema: { tags, summary: 'Make a one-time link for a person', params: personParams, body: linkBody },
    },
    async (request) => {
      const person = await people.read(request.params.personId);
      const { resetsSecondFactor } = request.body;
      request.audit = { object: `link for ${person.email}`, after: { resetsSecondFactor } };
      const kind = person.signInKinds.length === 0 ? 'invite' : 'reset';
      const createdBy = personOf(request);
      return answer(await links.create({ kind, personId: person.id, resetsSecondFactor, createdBy }));
    },
  );
  api.post(
    '/api/users/link',
    {
      config,
      schema: {
        tags,
        summary: 'Make a one-time link by e-mail, or for the first administrator',
        body: anyLinkBody,
      },
    },
    async (request) => {
      const { email, resetsSecondFactor } = request.body;
      const createdBy = personOf(request);
      request.audit = { object: `link for ${email ?? 'the first administrator'}` };
      if (email === null) {
        if (await grants.hasAdministrator())
          throw new CodedError('USAGE', {
            problem: 'email: name the person; there is an administrator already',
          });
        const kind = 'first-administrator';
        return answer(await links.create({ kind, personId: null, resetsSecondFactor: false, createdBy }));
      }
      const person = await people.findByEmail(email);
      if (person === null) throw new CodedError('NOT_FOUND', { what: `A person with the e-mail ${email}` });
      return answer(
        await links.create({ kind: 'reset', personId: person.id, resetsSecondFactor, createdBy }),
      );
    },
  );
}
