import { type Permission, permissions, type Role } from '@millstream/console';
import type { HTTPMethods } from 'fastify';
import { createPerson } from '../auth-person.ts';
import { type TestApi, testToken } from './test-api.ts';

/** The secret of a key with all that a new person of this role may do in all projects. */
export async function keyOfRole({ access }: TestApi, role: Role): Promise<string> {
  const personId = await createPerson(access, { email: `${role}@example.test`, name: role });
  await access.accounts.grants.set(personId, [{ role, projectId: null }]);
  const all = Object.keys(permissions) as Permission[];
  const key = { personId, name: role, permissions: all, projectIds: null, expiresAtMs: null };
  return (await access.accounts.keys.create(key)).secret;
}

/** Calls with a key, or with the local token without one. */
export async function callWithKey(
  { api }: TestApi,
  call: readonly [method: HTTPMethods, path: string, body?: object],
  key: string = testToken,
) {
  const [method, url, payload] = call;
  const headers = { authorization: `Bearer ${key}` };
  const answer = await api.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return { status: answer.statusCode, text: answer.body, json: answer.json() };
}
