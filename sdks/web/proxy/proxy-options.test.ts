import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import express, { type ErrorRequestHandler } from 'express';
import { type CollectorDouble, serve, startCollectorDouble } from './collector-double.ts';
import { createProxy, type FetchProxyOptions } from './create-proxy.ts';
import { expressProxy } from './express-proxy.ts';

const address = 'https://shop.example.org/collect';
const script = "console.log('ünchanged')";

describe('options of proxies', () => {
  let double: CollectorDouble;
  before(async () => {
    double = await startCollectorDouble();
  });
  after(() => double[Symbol.asyncDispose]());
  beforeEach(() => {
    double.arrived.length = 0;
    double.answer = { status: 200 };
  });
  const proxyOf = (options: Omit<FetchProxyOptions, 'collector'> = {}) =>
    createProxy({ collector: `${double.origin}/collect`, ...options });
  const post = (headers: HeadersInit = {}) => new Request(address, { method: 'POST', body: '[]', headers });

  it('pass cookies on when asked', async () => {
    await proxyOf({ passesCookies: true })(post({ cookie: 'session=1' }));
    assert.equal(double.arrived[0]?.headers.cookie, 'session=1');
  });

  const addresses: readonly {
    readonly what: string;
    readonly options: Omit<FetchProxyOptions, 'collector'>;
    readonly headers: HeadersInit;
    /** Workers have it on their requests. */
    readonly cf?: object;
    readonly wanted: string | undefined;
  }[] = [
    { what: 'none is known', options: {}, headers: {}, wanted: undefined },
    {
      what: 'Cloudflare names it',
      options: {},
      cf: {},
      headers: { 'cf-connecting-ip': '203.0.113.7' },
      wanted: '203.0.113.7',
    },
    {
      what: 'a visitor claims to come through Cloudflare',
      options: {},
      headers: { 'cf-connecting-ip': '203.0.113.7' },
      wanted: undefined,
    },
    {
      what: 'the platform has added it already',
      options: {},
      cf: {},
      headers: { 'cf-connecting-ip': '203.0.113.7', 'x-forwarded-for': '198.51.100.2, 203.0.113.7' },
      wanted: '198.51.100.2, 203.0.113.7',
    },
    {
      what: 'the app says where to look',
      options: { clientAddress: (request) => request.headers.get('x-real-ip') ?? undefined },
      headers: { 'x-real-ip': '2001:db8::7', 'cf-connecting-ip': '203.0.113.7' },
      wanted: '2001:db8::7',
    },
    {
      what: 'it is IPv4 in IPv6 form',
      options: { clientAddress: () => '::ffff:203.0.113.7' },
      headers: {},
      wanted: '203.0.113.7',
    },
    {
      what: 'what clients claim is not believed',
      options: { clientAddress: () => '203.0.113.7', forwardedFor: 'replace' },
      headers: { 'x-forwarded-for': '198.51.100.2' },
      wanted: '203.0.113.7',
    },
  ];
  for (const { what, options, headers, cf, wanted } of addresses) {
    it(`send ${wanted ?? 'no address'} when ${what}`, async () => {
      await proxyOf(options)(Object.assign(post(headers), cf && { cf }));
      assert.equal(double.arrived[0]?.headers['x-forwarded-for'], wanted);
    });
  }

  it('give a silent collector up in time', async () => {
    double.answer = 'silence';
    const { status, headers } = await proxyOf({ timeoutMs: 50 })(post());
    assert.equal(status, 503);
    assert.equal(headers.get('retry-after'), '30');
  });

  it('do not follow a collector to its sign-in page', async () => {
    double.answer = { status: 302, headers: { location: `${double.origin}/login` } };
    const { status } = await proxyOf()(post());
    assert.equal(status, 302);
    assert.equal(double.arrived.length, 1);
  });

  const sources = { text: script, function: () => script, 'asynchronous function': async () => script };
  for (const [kind, source] of Object.entries(sources)) {
    it(`serve a script given as ${kind}, and 304 while it is the same`, async () => {
      const proxy = proxyOf({ script: source });
      const answer = await proxy(new Request(address));
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), script);
      assert.equal(answer.headers.get('content-type'), 'text/javascript; charset=utf-8');
      const headers = { 'if-none-match': answer.headers.get('etag') ?? '' };
      const again = await proxy(new Request(address, { headers }));
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
      const other = await proxyOf({ script: `${script};` })(new Request(address, { headers }));
      assert.equal(other.status, 200);
      assert.equal(double.arrived.length, 0);
    });
  }

  it('serve the script in Express too, without its text for HEAD', async () => {
    await using shop = await serve(express().use('/collect', expressProxy({ collector: address, script })));
    assert.equal(await (await fetch(`${shop.origin}/collect`)).text(), script);
    const head = await fetch(`${shop.origin}/collect`, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(await head.text(), '');
  });

  it('refuse other methods, and GET without a script', async () => {
    const cases = [
      { method: 'GET', options: {}, allow: 'POST' },
      { method: 'PUT', options: {}, allow: 'POST' },
      { method: 'PUT', options: { script }, allow: 'GET, HEAD, POST' },
    ];
    for (const { method, options, allow } of cases) {
      const answer = await proxyOf(options)(new Request(address, { method }));
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.get('allow'), allow);
    }
    assert.equal(double.arrived.length, 0);
  });

  it('pass pixels on although there is a script', async () => {
    await proxyOf({ script })(new Request(`${address}?appId=web&data=W10%3D`));
    const [pixel] = double.arrived;
    assert.equal(pixel?.method, 'GET');
    assert.equal(pixel?.url, '/collect?appId=web&data=W10%3D');
  });

  for (const collector of ['collect.example.org', 'ftp://collect.example.org/', `${address}?appId=web`]) {
    it(`refuse ${collector} as a collector when they are made`, () => {
      assert.throws(() => createProxy({ collector }), TypeError);
      assert.throws(() => expressProxy({ collector }), TypeError);
    });
  }

  it('take a visitor who leaves in the middle of a request for no error of the site', async () => {
    const told: unknown[] = [];
    const hear: ErrorRequestHandler = (error, _request, _response, next) => {
      told.push(error);
      next();
    };
    const collector = `${double.origin}/collect`;
    const { promise: isLeft, resolve: left } = Promise.withResolvers<void>();
    const app = express()
      .use((request, _response, next) => {
        request.once('close', left);
        next();
      })
      .use(expressProxy({ collector }), hear);
    await using shop = await serve(app);
    const sending = request(`${shop.origin}/collect`, { method: 'POST', headers: { 'content-length': 100 } });
    sending.on('error', () => undefined);
    sending.write('[', () => sending.destroy());
    await isLeft;
    await setImmediate();
    assert.deepEqual(told, []);
    assert.equal(double.arrived.length, 0);
  });

  it('tell the developer who mounts the proxy behind a body parser', async () => {
    const told: unknown[] = [];
    const hear: ErrorRequestHandler = (error, _request, response, _next) => {
      told.push(error);
      response.sendStatus(500);
    };
    const collector = `${double.origin}/collect`;
    await using shop = await serve(express().use(express.json(), expressProxy({ collector }), hear));
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`${shop.origin}/collect`, { method: 'POST', body: '[]', headers });
    assert.equal(status, 500);
    assert.match(String(told[0]), /mount it before express\.json\(\)/);
    assert.equal(double.arrived.length, 0);
  });
});
