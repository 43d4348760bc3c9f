import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { pipelineSpecSchema } from '@millstream/console';
import { callWithKey, keyOfRole } from './test-support/role-key.ts';
import { startTestApi, type TestApi } from './test-support/test-api.ts';

const path = '/api/projects/first/plugins';
const config = { apiKey: 'k-very-secret', region: 'eu' };

let server: TestApi;
before(async () => {
  server = await startTestApi();
  const { pipelines } = server.supervisor.store;
  const record = await pipelines.find('first');
  assert.ok(record);
  const spec = pipelineSpecSchema.parse({
    ...record.spec,
    processing: { ...record.spec.processing, plugins: [{ name: 'geo', version: '1.0.0', config }] },
  });
  await pipelines.change('first', { spec, expectedVersion: record.version, author: 'test' });
});
after(() => server[Symbol.asyncDispose]());

describe('secrets in settings of a plug-in', () => {
  for (const role of ['Operator', 'Admin'] as const)
    it(`are not shown to a person with the role ${role}`, async () => {
      const { status, json } = await callWithKey(server, ['GET', path], await keyOfRole(server, role));
      const shown = [{ name: 'geo', version: '1.0.0', config: { apiKey: '***', region: 'eu' } }];
      assert.deepEqual([status, json], [200, shown]);
    });
});
