import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { jsonApi } from './json-api.ts';

describe('rows over the API of the engine', () => {
  it('wait for a slow reader without leaving listeners behind', async () => {
    let answering: ServerResponse | null = null;
    let mostListeners = 0;
    const rowCount = 10_000;
    async function* rows() {
      for (let n = 0; n < rowCount; n++) {
        mostListeners = Math.max(mostListeners, answering?.listenerCount('close') ?? 0);
        yield { n, text: 'x'.repeat(1000) };
      }
    }
    const api = jsonApi({ 'GET /rows': async () => rows() }, () => undefined);
    const server = createServer((request, response) => {
      answering = response;
      api(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      const { port } = server.address() as AddressInfo;
      const text = await (await fetch(`http://127.0.0.1:${port}/rows`)).text();
      assert.equal(text.split('\n').length - 1, rowCount);
      assert.ok(mostListeners < 5, `${mostListeners} listeners`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
