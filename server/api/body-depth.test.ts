import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestApi, type TestApi, testToken } from './test-support/test-api.ts';

let server: TestApi;
before(async () => {
  server = await startTestApi();
});
after(() => server[Symbol.asyncDispose]());

const spec = '/api/projects/first/spec';
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
const deepFile = (levels: number) =>
  `{"project":{"id":"first","name":"First"},"pipeline":{"ingestion":${nested(levels)}}}`;

async function send(method: 'POST' | 'PUT', path: string, type: string, payload: string) {
  const headers = { authorization: `Bearer ${testToken}`, 'content-type': type };
  const answer = await server.api.inject({ method, url: path, headers, payload });
  return { status: answer.statusCode, json: answer.json() };
}

describe('a file that nests', () => {
  for (const levels of [300, 700, 5_000, 100_000])
    for (const type of ['application/json', 'application/yaml'])
      it(`${levels} levels deep, as ${type}, is refused with a code`, async () => {
        for (const [method, path] of [['POST', `${spec}/plan`] as const, ['PUT', spec] as const]) {
          const { status, json } = await send(method, path, type, deepFile(levels));
          assert.deepEqual([status, json.error?.code], [400, 'USAGE']);
        }
      });

  it('too deep is refused in the wizard too, which sends the text in JSON', async () => {
    const path = '/api/projects/first/pipeline/file/read';
    for (const levels of [300, 700, 5_000]) {
      const body = JSON.stringify({ text: `a: ${nested(levels)}` });
      const { status, json } = await send('POST', path, 'application/json', body);
      assert.deepEqual([status, json.error?.code], [400, 'USAGE']);
    }
  });

  it('without an end, as aliases allow, is refused', async () => {
    const { status, json } = await send('POST', `${spec}/plan`, 'application/yaml', 'pipeline: &a [*a]');
    assert.deepEqual([status, json.error?.code], [400, 'USAGE']);
    assert.match(json.error.message, /nests deeper/);
  });

  it('as files do is read', async () => {
    const file = 'project: { id: first, name: First }\npipeline: { ingestion: { cors: { origins: "*" } } }';
    assert.equal((await send('POST', `${spec}/plan`, 'application/yaml', file)).status, 200);
  });
});
