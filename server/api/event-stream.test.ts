import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createPerson } from './auth-person.ts';
import { openEventStream } from './event-stream.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

let server: TestApi;
let url = '';
before(async () => {
  server = await startTestApi();
  const config = { permission: 'realtime.read' } as const;
  server.api.get('/api/apps/:appId/test-live', { config }, async (_request, reply) => {
    openEventStream(reply, 10).send({ kind: 'hello' });
  });
  url = await server.api.listen({ host: '127.0.0.1', port: 0 });
});
after(() => server[Symbol.asyncDispose]());

/** A person who reads one project, with a key; and their stream. */
async function listen(name: string) {
  const { accounts } = server.access;
  const personId = await createPerson(server.access, { email: `${name}@example.test`, name });
  await accounts.grants.set(personId, [{ role: 'AnalystReader', projectId: 'first' }]);
  const scope = { permissions: ['realtime.read'], projectIds: null, expiresAtMs: null } as const;
  const { key, secret } = await accounts.keys.create({ personId, name, ...scope });
  const headers = { authorization: `Bearer ${secret}` };
  const answer = await fetch(`${url}/api/apps/web/test-live`, { headers });
  assert.equal(answer.status, 200);
  return { personId, keyId: key.id, body: answer.text() };
}

describe('a stream of events', () => {
  const ends: Readonly<Record<string, (who: { personId: string; keyId: string }) => Promise<unknown>>> = {
    'their key is revoked': ({ personId, keyId }) => server.access.accounts.keys.revoke(personId, keyId),
    'they lose the role': ({ personId }) => server.access.accounts.grants.set(personId, []),
    'they get another project': ({ personId }) =>
      server.access.accounts.grants.set(personId, [{ role: 'AnalystReader', projectId: 'other' }]),
    'they are removed': ({ personId }) => server.access.accounts.people.remove(personId),
  };
  for (const [what, act] of Object.entries(ends))
    it(`ends when ${what}`, { timeout: 20_000 }, async () => {
      const who = await listen(what.replaceAll(' ', '-'));
      await act(who);
      assert.match(await who.body, /hello/);
    });
});
