import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { TrinoEngine } from './trino-engine.ts';

/** What the fake server answers to one request, and what it then saw. */
interface Exchange {
  readonly status: number;
  readonly body: object | string;
}

/** A server that answers the listed exchanges in turn: the network's edge, to play what a real server rarely does. */
async function scripted(...exchanges: readonly Exchange[]) {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const exchange = exchanges[seen.length];
    seen.push(request);
    response.statusCode = exchange?.status ?? 204;
    const { body = '' } = exchange ?? {};
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  return { url, seen, [Symbol.asyncDispose]: async () => void server.close() };
}

const elsewhere = 'https://internal.example:8443/v1/statement/executing/q1/y1/1?slug=x';
const columns = [{ name: 'n', type: 'bigint', typeSignature: { rawType: 'bigint' } }];
const begun = { status: 200, body: { id: 'q1', nextUri: elsewhere } };
const ended = { status: 200, body: { id: 'q1', columns, data: [[1]] } };

describe('the statement protocol', () => {
  it('asks again while the server is busy', async () => {
    await using server = await scripted({ status: 503, body: '' }, begun, { status: 502, body: '' }, ended);
    assert.deepEqual(await new TrinoEngine(server).rows('SELECT 1'), [{ n: 1 }]);
    assert.equal(server.seen.length, 4);
  });

  it('follows the answers on its own address, whatever address the server gives itself', async () => {
    await using server = await scripted(begun, ended);
    const { url } = server;
    await new TrinoEngine({ url, authorization: 'Basic c2VjcmV0' }).rows('SELECT 1');
    const [first, second] = server.seen;
    assert.deepEqual([first?.url, second?.url], ['/v1/statement', '/v1/statement/executing/q1/y1/1?slug=x']);
    assert.equal(second?.headers.authorization, 'Basic c2VjcmV0');
  });

  it('stops a statement on the server when its reader has enough', async () => {
    await using server = await scripted({
      status: 200,
      body: { id: 'q1', nextUri: elsewhere, columns, data: [[1], [2]] },
    });
    const rows = await new TrinoEngine(server).rows('SELECT 1', [], { maxRows: 1 });
    assert.deepEqual(rows, [{ n: 1 }]);
    while (server.seen.length < 2) await new Promise(setImmediate);
    assert.equal(server.seen[1]?.method, 'DELETE');
  });

  for (const [title, exchange] of [
    ['a refusal', { status: 401, body: 'Unauthorized' }],
    ['something that is not Trino', { status: 200, body: '<html>' }],
    ['an answer without an id', { status: 200, body: {} }],
  ] as const) {
    it(`names ${title} as an engine that does not answer`, async () => {
      await using server = await scripted(exchange);
      await assert.rejects(
        new TrinoEngine(server).rows('SELECT 1'),
        (error) => error instanceof CodedError && error.code === 'ENGINE_UNREACHABLE',
      );
    });
  }

  it('sends only statements that read', async () => {
    const engine = new TrinoEngine({ url: 'http://127.0.0.1:9' });
    for (const sql of [
      'INSERT INTO t VALUES 1',
      '-- SELECT\nDROP TABLE t',
      '/**/CALL x()',
      'EXPLAIN ANALYZE DELETE FROM t',
      '',
    ]) {
      await assert.rejects(
        engine.rows(sql),
        (error) => error instanceof CodedError && error.code === 'QUERY_NOT_READ_ONLY',
      );
    }
  });
});
