import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type CollectorDouble, type LocalServer, startCollectorDouble } from './collector-double.ts';

/** A way to stand between browsers and a collector; serves the path `/collect`. */
export interface ProxyWay {
  readonly name: string;
  /** Starts a proxy for the collector's address with its path. */
  start(collector: string): Promise<LocalServer>;
}

/** Headers that a browser sends. */
const browser = {
  'content-type': 'application/json; charset=utf-8',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  authorization: 'Bearer t-1',
  cookie: 'session=secret',
  origin: 'https://shop.example.org',
};
const query = "?appId=web&platform=Web&odd=%7e%2F+%20a'b&event_bundle_sequence_id=7";
const answers = [
  { status: 200, headers: { 'x-request-id': 'rid-1' } },
  { status: 403, headers: { 'x-request-id': 'rid-2' } },
  { status: 429, headers: { 'x-request-id': 'rid-3', 'retry-after': '17' } },
  { status: 503, headers: { 'retry-after': '5' } },
  { status: 502, headers: { 'retry-after': '6' } },
] as const;
const mebibyte = 1_048_576;

/** Sends a body in pieces without telling its length; answers with the status. */
function sendChunked(url: string, pieces: readonly Buffer[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST' }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sending.on('error', reject);
    for (const piece of pieces) sending.write(piece);
    sending.end();
  });
}

/** What holds for every way, told with real HTTP on both sides. */
export function describeProxy(way: ProxyWay): void {
  describe(way.name, () => {
    let collector: CollectorDouble;
    let proxy: LocalServer;
    let post: (init?: RequestInit) => Promise<Response>;
    before(async () => {
      collector = await startCollectorDouble();
      proxy = await way.start(`${collector.origin}/collect`);
      post = (init) => fetch(`${proxy.origin}/collect${query}`, { method: 'POST', ...init });
    });
    after(async () => {
      await proxy[Symbol.asyncDispose]();
      await collector[Symbol.asyncDispose]();
    });
    beforeEach(() => {
      collector.arrived.length = 0;
      collector.answer = { status: 200 };
    });

    it('passes the bytes of the body, the query and the headers on as they came', async () => {
      const body = gzipSync('[{"event_type":"tea"}]');
      await post({ body, headers: { ...browser, 'content-encoding': 'gzip' } });
      const [arrived] = collector.arrived;
      assert.ok(arrived);
      assert.equal(arrived.method, 'POST');
      assert.equal(arrived.url, new URL(`http://shop/collect${query}`).href.slice('http://shop'.length));
      assert.deepEqual(arrived.body, body);
      for (const name of ['content-type', 'user-agent', 'authorization'] as const)
        assert.equal(arrived.headers[name], browser[name]);
      assert.equal(arrived.headers['content-encoding'], 'gzip');
      assert.equal(arrived.headers['content-length'], String(body.byteLength));
    });

    it('keeps cookies and the origin of the page to itself', async () => {
      await post({ body: '[]', headers: browser });
      const [arrived] = collector.arrived;
      assert.equal(arrived?.headers.cookie, undefined);
      assert.equal(arrived?.headers.origin, undefined);
    });

    it('keeps the page and a password of the site to itself', async () => {
      const headers = {
        ...browser,
        authorization: 'Basic c2l0ZTpwYXNzd29yZA==',
        referer: 'https://shop.example.org/reset?token=7',
      };
      await post({ body: '[]', headers });
      const [arrived] = collector.arrived;
      assert.ok(arrived);
      assert.equal(arrived.headers.authorization, undefined);
      assert.equal(arrived.headers.referer, undefined);
    });

    it('tells the address of the client, after those that came', async () => {
      await post({ body: '[]' });
      await post({ body: '[]', headers: { 'x-forwarded-for': '203.0.113.7, 198.51.100.2' } });
      assert.deepEqual(
        collector.arrived.map(({ headers }) => headers['x-forwarded-for']),
        ['127.0.0.1', '203.0.113.7, 198.51.100.2, 127.0.0.1'],
      );
    });

    for (const answer of answers) {
      it(`answers ${answer.status} with the headers of the collector`, async () => {
        collector.answer = answer;
        const { status, headers } = await post({ body: '[]' });
        assert.equal(status, answer.status);
        for (const [name, value] of Object.entries(answer.headers)) assert.equal(headers.get(name), value);
      });
    }

    it('takes 1 MB, and refuses a byte more before the collector sees it', async () => {
      const whole = await post({ body: Buffer.alloc(mebibyte, 97) });
      assert.equal(whole.status, 200);
      assert.equal(collector.arrived[0]?.body.byteLength, mebibyte);
      const larger = await post({ body: Buffer.alloc(mebibyte + 1, 97) });
      assert.equal(larger.status, 413);
      const pieces = [Buffer.alloc(mebibyte / 2), Buffer.alloc(mebibyte / 2), Buffer.alloc(1)];
      assert.equal(await sendChunked(`${proxy.origin}/collect`, pieces), 413);
      assert.equal(collector.arrived.length, 1);
    });

    it('reads a far too large body to its end, so that its client sees the 413', async () => {
      const pieces = Array.from({ length: 10 }, () => Buffer.alloc(mebibyte / 2));
      assert.equal(await sendChunked(`${proxy.origin}/collect`, pieces), 413);
      assert.equal(collector.arrived.length, 0);
    });

    it('leaves other paths alone', async () => {
      const { status } = await fetch(`${proxy.origin}/collected`, { method: 'POST', body: '[]' });
      assert.equal(status, 404);
      assert.equal(collector.arrived.length, 0);
    });

    it('answers 503 with Retry-After when the collector is away, so that events are kept', async () => {
      const away = await startCollectorDouble();
      await away[Symbol.asyncDispose]();
      await using lonely = await way.start(`${away.origin}/collect`);
      const { status, headers } = await fetch(`${lonely.origin}/collect`, { method: 'POST', body: '[]' });
      assert.equal(status, 503);
      assert.equal(headers.get('retry-after'), '30');
      assert.equal(headers.get('cache-control'), 'no-store');
    });
  });
}
