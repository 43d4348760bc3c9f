import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { RawRecord } from '@millstream/core';
import fc from 'fast-check';
import {
  type RunningCollector,
  readAnswers,
  requestText,
  startCollector,
  type WireAnswer,
} from './collector-fixture.ts';

/** What changes with time, whichever lane serves: the client's end may come before or after the answer. */
const passing = new Set(['x-request-id', 'date', 'connection', 'keep-alive']);

function lasting(answer: WireAnswer) {
  const headers = Object.entries(answer.headers).filter(([name]) => !passing.has(name));
  const isPing = answer.headers['content-type'] === 'application/json';
  return { status: answer.status, headers: headers.toSorted(), body: isPing ? '' : answer.body };
}

function lastingRecord(record: RawRecord) {
  const {
    rid: _rid,
    date: _date,
    timestamp: _timestamp,
    ingest_time: _ingest,
    server_ingest_time: _server,
    ...rest
  } = record;
  return rest;
}

interface Outcome {
  readonly answers: readonly WireAnswer[];
  readonly wasClosed: boolean;
}

/** Sends pieces one after the other, then ends, and reads until the other side is done. */
function converse(running: RunningCollector, pieces: readonly Buffer[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const socket = running.connect();
    let received: Buffer = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ answers: readAnswers(received).answers, wasClosed: true }));
    const send = (at: number) => {
      const piece = pieces[at];
      if (piece === undefined) socket.end();
      // A turn of the loop between two pieces, so that they arrive apart.
      else socket.write(piece, () => setImmediate(() => setImmediate(() => send(at + 1))));
    };
    send(0);
  });
}

function cutInto(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const offsets = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  return [0, ...offsets].map((start, index) => bytes.subarray(start, offsets[index]));
}

const body = '[{"event_type":"_page_view","event_id":"e-1"}]';
const withHeaders = (...headers: string[]) => requestText('POST', '/collect?appId=web', { body, headers });
const head = (lines: readonly string[], content = '') => `${[...lines, '', ''].join('\r\n')}${content}`;

const requests: readonly (readonly [name: string, bytes: string | Buffer])[] = [
  ['plain', withHeaders('Content-Type: application/json')],
  [
    'many headers',
    withHeaders('Accept: */*', 'Accept-Language: de', 'Cookie: a=b', 'Referer: https://a.example/'),
  ],
  ['user agent beyond ASCII', withHeaders('User-Agent: caf\u00c3\u00a9')],
  ['forwarded', withHeaders('X-Forwarded-For: 203.0.113.1, 10.1.1.1')],
  ['forwarded twice', withHeaders('X-Forwarded-For: 203.0.113.1', 'X-Forwarded-For: 10.1.1.1')],
  ['origin', withHeaders('Origin: https://shop.example.org')],
  ['blanks around values', withHeaders('Origin:   https://shop.example.org  ', 'User-Agent:\tx\t')],
  ['empty value', withHeaders('User-Agent:', 'X-Empty:')],
  ['names in any case', withHeaders('ORIGIN: https://shop.example.org', 'user-AGENT: x')],
  ['two user agents', withHeaders('User-Agent: a', 'User-Agent: b')],
  [
    'preflight',
    requestText('OPTIONS', '/collect?appId=web', { headers: ['Origin: https://shop.example.org'] }),
  ],
  ['preflight with a body', requestText('OPTIONS', '/collect?appId=web', { body: 'x' })],
  ['unknown app', requestText('POST', '/collect?appId=none', { body })],
  ['other path', requestText('POST', '/other?appId=web', { body })],
  [
    'escapes in the query',
    requestText('POST', '/collect?appId=%77eb&platform=i%20OS+x&compression=%zz', { body }),
  ],
  ['a query with odd pairs', requestText('POST', '/collect?&&=x&appId&appId=web&appId=none&a=b=c', { body })],
  ['fragment', requestText('POST', '/collect?appId=web#x', { body })],
  ['ping by POST', requestText('POST', '/ping?appId=web', { body })],
  ['ping by GET', requestText('GET', '/ping?appId=web')],
  ['empty body', requestText('POST', '/collect?appId=web', { body: '' })],
  ['no length', requestText('POST', '/collect?appId=web')],
  [
    'chunked',
    head(
      ['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Transfer-Encoding: chunked'],
      '2\r\n[]\r\n0\r\n\r\n',
    ),
  ],
  [
    'chunked and length',
    head(
      ['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 2', 'Transfer-Encoding: chunked'],
      '[]',
    ),
  ],
  [
    'two equal lengths',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 2', 'Content-Length: 2'], '[]'),
  ],
  [
    'two other lengths',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 2', 'Content-Length: 3'], '[] '),
  ],
  ['signed length', head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: +2'], '[]')],
  [
    'length with leading zeros',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 002'], '[]'),
  ],
  [
    'length that is no number',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: two'], '[]'),
  ],
  [
    'folded header',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'X-A: b', ' c', 'Content-Length: 2'], '[]'),
  ],
  [
    'blank before the colon',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'X-A : b', 'Content-Length: 2'], '[]'),
  ],
  ['bare line feeds', 'POST /collect?appId=web HTTP/1.1\nHost: a\nContent-Length: 2\n\n[]'],
  ['one bare line feed', 'POST /collect?appId=web HTTP/1.1\r\nHost: a\nContent-Length: 2\r\n\r\n[]'],
  [
    'a bare carriage return',
    'POST /collect?appId=web HTTP/1.1\r\nHost: a\rX: y\r\nContent-Length: 2\r\n\r\n[]',
  ],
  [
    'a zero in a value',
    head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'X-A: \0', 'Content-Length: 2'], '[]'),
  ],
  ['an odd name', head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'X(A: b', 'Content-Length: 2'], '[]')],
  ['no host', head(['POST /collect?appId=web HTTP/1.1', 'Content-Length: 2'], '[]')],
  ['two hosts', head(['POST /collect?appId=web HTTP/1.1', 'Host: a', 'Host: b', 'Content-Length: 2'], '[]')],
  ['HTTP/1.0', head(['POST /collect?appId=web HTTP/1.0', 'Host: a', 'Content-Length: 2'], '[]')],
  ['HTTP/2.0 in words', head(['POST /collect?appId=web HTTP/2.0', 'Host: a', 'Content-Length: 2'], '[]')],
  ['absolute form', head(['POST http://a/collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 2'], '[]')],
  [
    'two blanks in the request line',
    head(['POST  /collect?appId=web HTTP/1.1', 'Host: a', 'Content-Length: 2'], '[]'),
  ],
  ['a leading empty line', `\r\n${withHeaders()}`],
  ['connection close', withHeaders('Connection: close')],
  ['connection keep-alive', withHeaders('Connection: Keep-Alive')],
  ['upgrade', withHeaders('Connection: Upgrade', 'Upgrade: h2c')],
  ['continue', withHeaders('Expect: 100-continue')],
  ['another expectation', withHeaders('Expect: miracles')],
  [
    'gzip coding',
    Buffer.concat([
      Buffer.from(
        requestText('POST', '/collect?appId=web', {
          headers: ['Content-Encoding: gzip', `Content-Length: ${gzipSync(body).length}`],
        }),
      ),
      gzipSync(body),
    ]),
  ],
  ['body too large', requestText('POST', '/collect?appId=web', { body: ' '.repeat(1_048_577) })],
  ['largest body', requestText('POST', '/collect?appId=web', { body: ' '.repeat(1_048_576) })],
  ['long request line', requestText('POST', `/collect?appId=web&x=${'x'.repeat(8200)}`, { body })],
  [
    'long but allowed request line',
    requestText('POST', `/collect?appId=web&x=${'x'.repeat(8000)}`, { body }),
  ],
  ['pipeline', withHeaders().repeat(5)],
  ['pipeline through both lanes', withHeaders() + withHeaders('Expect: 100-continue') + withHeaders()],
  ['pipeline with a refusal', withHeaders() + requestText('POST', '/other', { body }) + withHeaders()],
  ['pipeline with rubbish', `${withHeaders()}rubbish\r\n\r\n`],
  ['cut head', 'POST /collect?appId=web HTTP/1.1\r\nHost: a\r\nContent-'],
  ['cut body', withHeaders().slice(0, -3)],
  ['connect', 'CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n'],
];

describe('the two lanes', () => {
  let fast: RunningCollector;
  let node: RunningCollector;
  before(async () => {
    const settings = { cors: { origins: 'https://shop.example.org' } };
    fast = await startCollector({ lanes: 'both', settings });
    node = await startCollector({ lanes: 'node', settings });
  });
  after(() => Promise.all([fast.stop(), node.stop()]));

  async function outcomeIn(running: RunningCollector, pieces: readonly Buffer[]) {
    const before = (await running.records()).length;
    const { answers } = await converse(running, pieces);
    const records = (await running.records()).slice(before);
    for (const answer of answers) {
      if (answer.status === 200 && answer.headers['content-type'] === 'text/plain') {
        assert.ok(
          records.some((record) => record.rid === answer.headers['x-request-id']),
          'acknowledged, so stored',
        );
      }
    }
    // The last word on rubbish behind a good request may come too late for a client that already ended.
    const said = answers.length > 1 && answers.at(-1)?.status === 400 ? answers.slice(0, -1) : answers;
    return { answers: said.map(lasting), records: records.map(lastingRecord) };
  }

  for (const [name, bytes] of requests) {
    it(`answer and store alike: ${name}`, async () => {
      const pieces = [Buffer.from(bytes as string, 'latin1')];
      const sent = typeof bytes === 'string' ? pieces : [bytes];
      assert.deepEqual(await outcomeIn(fast, sent), await outcomeIn(node, sent));
    });
  }

  it('keep or close the connection alike', async () => {
    const fates = async (running: RunningCollector) => {
      const fateOf = async (bytes: string | Buffer) => (await running.exchange(bytes))[0]?.headers;
      const answered = requests.filter(([name]) => !name.startsWith('cut'));
      const all = await Promise.all(answered.map(([, bytes]) => fateOf(bytes)));
      return all.map((headers, index) => [
        answered[index]?.[0],
        headers?.connection,
        headers?.['keep-alive'],
      ]);
    };
    assert.deepEqual(await fates(fast), await fates(node));
  });

  const ordinary = fc
    .record({
      text: fc.string({ unit: 'binary', maxLength: 300 }),
      agent: fc.stringMatching(/^[ -~]{0,30}$/),
    })
    .map(({ text, agent }) =>
      requestText('POST', '/collect?appId=web', { body: text, headers: [`User-Agent: ${agent}`] }),
    );
  const odd = fc.constantFrom(...requests.slice(0, 22).map(([, bytes]) => String(bytes)));

  it('store every request of a pipeline, in order, wherever its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 3, arbitrary: ordinary }, { weight: 1, arbitrary: odd }), {
          minLength: 1,
          maxLength: 5,
        }),
        fc.array(fc.nat(100_000), { maxLength: 6 }),
        async (texts, cuts) => {
          const pieces = cutInto(Buffer.from(texts.join('')), cuts);
          assert.deepEqual(await outcomeIn(fast, pieces), await outcomeIn(node, pieces));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('survive any bytes', async () => {
    const rubbish = fc.oneof(
      fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
      fc.tuple(fc.nat(1000), fc.uint8Array({ minLength: 1, maxLength: 6 })).map(([at, noise]) => {
        const bytes = Buffer.from(withHeaders('Origin: https://shop.example.org'));
        bytes.set(noise, at % (bytes.length - noise.length));
        return bytes;
      }),
    );
    await fc.assert(
      fc.asyncProperty(rubbish, fc.array(fc.nat(400), { maxLength: 3 }), async (bytes, cuts) => {
        const pieces = cutInto(bytes, cuts);
        assert.deepEqual(await outcomeIn(fast, pieces), await outcomeIn(node, pieces));
      }),
      { numRuns: 120 },
    );
    const [answer] = await fast.exchange(withHeaders());
    assert.equal(answer?.status, 200);
  });
});
