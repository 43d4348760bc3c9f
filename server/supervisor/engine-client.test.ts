import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { createEngineClient } from './engine-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-client-'));
after(() => rmSync(folder, { recursive: true }));
const hasCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;
const { signal: never } = new AbortController();

async function listen(path: string, answer: RequestListener) {
  const server = createServer(answer);
  server.listen(path);
  await once(server, 'listening');
  return {
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

describe('a call of the supervisor to its engine', () => {
  it('waits for one that starts again', async () => {
    const path = join(folder, 'late.sock');
    const answer = createEngineClient(path, 20_000).call('/x', {}, never);
    await using _ = await listen(path, (_request, reply) => reply.end('{"ok":true}'));
    assert.deepEqual(await answer, { ok: true });
  });

  it('gives up after its time, and at once when nobody needs it any more', async () => {
    const path = join(folder, 'none.sock');
    await assert.rejects(createEngineClient(path, 0).call('/x', {}, never), hasCode('ENGINE_UNAVAILABLE'));
    const gone = new AbortController();
    const answer = createEngineClient(path, 600_000).call('/x', {}, gone.signal);
    gone.abort();
    await assert.rejects(answer, hasCode('QUERY_CANCELLED'));
  });

  it('is not sent twice: an engine that ends within the answer ends the call', async () => {
    const path = join(folder, 'broken.sock');
    let calls = 0;
    await using _ = await listen(path, (_request, reply) => {
      calls += 1;
      reply.write('{"half":', () => reply.destroy());
    });
    await assert.rejects(
      createEngineClient(path, 20_000).call('/x', {}, never),
      hasCode('ENGINE_UNAVAILABLE'),
    );
    assert.equal(calls, 1);
  });
});
