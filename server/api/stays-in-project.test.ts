import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApi, type TestApi, testToken } from './test-support/test-api.ts';

let server: TestApi;
const local = { authorization: `Bearer ${testToken}` };

before(async () => {
  server = await startTestApi();
  const project = { id: 'second', name: 'Second', environment: 'Dev', emails: 'a@example.test' };
  const made = await server.api.inject({
    method: 'POST',
    url: '/api/projects',
    headers: local,
    payload: project,
  });
  assert.equal(made.statusCode, 201, made.body);
  const app = { appId: 'shop', projectId: 'second' };
  const added = await server.api.inject({ method: 'POST', url: '/api/apps', headers: local, payload: app });
  assert.equal(added.statusCode, 200, added.body);
});
after(() => server[Symbol.asyncDispose]());

describe('calls for an app of one project', () => {
  it('process only the raw records of that project again', async () => {
    const url = '/api/apps/shop/traffic';
    const { version, rules } = (await server.api.inject({ url, headers: local })).json();
    const payload = { version, rules, reprocessSince: '2026-01-01' };
    const answer = await server.api.inject({ method: 'PUT', url, headers: local, payload });
    // The second project has no pipeline; the first one has, and must not hear of it.
    assert.equal(answer.json().error?.message, 'A pipeline of project second does not exist.');
  });

  it('reach the engine with a JSON object or not at all', async () => {
    for (const type of ['text/csv', 'text/plain', 'application/yaml']) {
      const answer = await server.api.inject({
        method: 'POST',
        url: '/api/query?appId=web',
        headers: { ...local, 'content-type': type },
        payload: 'select 1',
      });
      assert.equal(answer.json().error?.code, 'USAGE', type);
    }
  });
});
