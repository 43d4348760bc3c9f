import {
  type Accounts,
  type Grant,
  type Permission,
  permissions,
  type Rights,
  type Role,
} from '@millstream/console';
import { z } from 'zod';
import { type AccessRoutesParts, personNameSchema, signedIn } from './access-parts.ts';
import { type Caller, callerOf } from './caller.ts';
import type { TypedApi } from './typed-api.ts';

const tags = ['me'];
const own = { permission: 'own' } as const;
const lists = z.object({ all: z.array(z.string()), byProject: z.record(z.string(), z.array(z.string())) });
const meAnswer = z.object({
  person: z.object({ id: z.string(), email: z.string(), name: z.string() }),
  roles: lists,
  permissions: lists,
  preferences: z.record(z.string(), z.unknown()),
});
const changeBody = z.strictObject({
  name: personNameSchema.optional(),
  preferences: z.record(z.string().max(100), z.unknown()).optional(),
});
const sessionParams = z.object({ sessionId: z.string().min(1).max(100) });

/** Things that hold everywhere, and those that hold in single projects only. */
interface Places<T> {
  readonly all: T[];
  readonly byProject: Record<string, T[]>;
}

/** Sorts things by their place; a project may be called like a part of JavaScript's objects. */
function byPlace<T>(held: Iterable<readonly [thing: T, projectId: string | null]>): Places<T> {
  const grouped = Map.groupBy(held, ([, projectId]) => projectId);
  const things = (pairs: readonly (readonly [T, string | null])[]) => pairs.map(([thing]) => thing);
  return {
    all: things(grouped.get(null) ?? []),
    byProject: Object.fromEntries(
      [...grouped].flatMap(([projectId, pairs]) => (projectId === null ? [] : [[projectId, things(pairs)]])),
    ),
  };
}

function rolesOf(grants: readonly Grant[]): Places<Role> {
  return byPlace(grants.map(({ role, projectId }) => [role, projectId]));
}

function permissionsOf(rights: Rights): Places<Permission> {
  return byPlace(
    (Object.keys(permissions) as Permission[]).flatMap((permission): [Permission, string | null][] => {
      const held = rights.projectsWith(permission);
      return held === 'all' ? [[permission, null]] : [...held].map((projectId) => [permission, projectId]);
    }),
  );
}

/** Key of the preferences of whoever works with the local token. */
const localPersonId = 'local';

async function meOf({ people, grants }: Accounts, caller: Caller): Promise<z.output<typeof meAnswer>> {
  const { personId, name } = caller;
  const person = personId === null ? { id: localPersonId, email: name, name } : await people.read(personId);
  const held: readonly Grant[] =
    personId === null ? [{ role: 'Admin', projectId: null }] : await grants.of(personId);
  return {
    person: { id: person.id, email: person.email, name: person.name },
    roles: rolesOf(held),
    permissions: permissionsOf(caller.rights),
    preferences: await people.preferences(person.id),
  };
}

/** Adds the calls about oneself: who I am, what I may do and prefer, where I am signed in. */
export function addMeRoutes(api: TypedApi, { accounts }: AccessRoutesParts): void {
  const { people } = accounts;
  api.get(
    '/api/me',
    { config: own, schema: { tags, summary: 'Who I am and what I may do', response: { 200: meAnswer } } },
    (request) => meOf(accounts, callerOf(request)),
  );
  api.patch(
    '/api/me',
    {
      // Preferences change with every click on a table.
      config: { ...own, isAudited: false },
      schema: { tags, summary: 'Change name or preferences', body: changeBody, response: { 200: meAnswer } },
    },
    async (request) => {
      const caller = callerOf(request);
      const { name, preferences } = request.body;
      if (name !== undefined) await people.rename(signedIn(request).personId, name);
      if (preferences !== undefined)
        await people.setPreferences(caller.personId ?? localPersonId, preferences);
      return meOf(accounts, caller);
    },
  );
  api.get('/api/me/sessions', { config: own, schema: { tags, summary: 'Own sessions' } }, async (request) => {
    const { personId, sessionId } = signedIn(request);
    return (await people.sessions(personId)).map((session) => ({
      ...session,
      isThis: session.id === sessionId,
    }));
  });
  api.delete(
    '/api/me/sessions/:sessionId',
    { config: own, schema: { tags, summary: 'End one of the own sessions', params: sessionParams } },
    async (request) => {
      await people.endSession(signedIn(request).personId, request.params.sessionId);
      return { ended: 1 };
    },
  );
  api.delete(
    '/api/me/sessions',
    { config: own, schema: { tags, summary: 'End all own sessions but this' } },
    async (request) => {
      const { personId, sessionId } = signedIn(request);
      return { ended: await people.endSessions(personId, sessionId) };
    },
  );
}
