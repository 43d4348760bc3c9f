import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { createPerson } from './auth-person.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

let server: TestApi;
before(async () => {
  server = await startTestApi();
});
after(() => server[Symbol.asyncDispose]());

it("a backup goes to a folder of somebody's choice for administrators only", async () => {
  const { accounts } = server.access;
  const personId = await createPerson(server.access, { email: 'op@example.test', name: 'Op' });
  await accounts.grants.set(personId, [{ role: 'Operator', projectId: null }]);
  const scope = { permissions: ['operation.write'], projectIds: null, expiresAtMs: null } as const;
  const { secret } = await accounts.keys.create({ personId, name: 'key', ...scope });
  const path = join(server.folder, 'elsewhere');
  const answer = await server.api.inject({
    method: 'POST',
    url: '/api/backups',
    headers: { authorization: `Bearer ${secret}` },
    payload: { path },
  });
  assert.equal(answer.json().error?.code, 'FORBIDDEN');
  assert.equal(existsSync(path), false);
});
