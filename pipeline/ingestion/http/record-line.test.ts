import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { requestText, startCollector } from './collector-fixture.ts';

const body = '[{"event_type":"_page_view"}]';
const post = (target = '/collect?appId=web', headers: string[] = []) =>
  requestText('POST', target, { body, headers });

describe('record', () => {
  let running: Awaited<ReturnType<typeof startCollector>>;
  before(async () => {
    running = await startCollector();
  });
  after(() => running.stop());
  const lastRecord = async () => (await running.records()).at(-1);

  it('carries every field of the specification', async () => {
    const target =
      '/collect?platform=Web&appId=web&event_bundle_sequence_id=7&upload_timestamp=1772359200900';
    const [answer] = await running.exchange(
      post(target, ['User-Agent: Test "1" \u00c3\u00a9', 'X-Forwarded-For: 203.0.113.9, 10.0.0.1']),
    );
    const record = await lastRecord();
    assert.ok(record);
    const { date, timestamp, ingest_time, server_ingest_time, ...rest } = record;
    assert.deepEqual(rest, {
      rid: answer?.headers['x-request-id'],
      source_type: 'http_server',
      schema_version: 1,
      appId: 'web',
      project_id: 'first',
      method: 'POST',
      path: '/collect',
      uri: target,
      ip: '203.0.113.9, 10.0.0.1',
      ua: 'Test "1" \u00c3\u00a9',
      platform: 'Web',
      client_timestamp: '1772359200900',
      data: body,
    });
    assert.match(String(date), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    assert.equal(timestamp, new Date(Number(ingest_time)).toISOString());
    assert.equal(server_ingest_time, ingest_time);
  });

  const bodies: readonly [name: string, sent: Buffer, stored: string, headers?: string[]][] = [
    [
      'text with every kind of character',
      Buffer.from('[{"a":"\\"\n\t\u0000 é 漢 😀\u2028"}]'),
      '[{"a":"\\"\n\t\u0000 é 漢 😀\u2028"}]',
    ],
    ['bytes that are no UTF-8, as U+FFFD', Buffer.from([0x5b, 0xff, 0xfe, 0x5d]), '[\ufffd\ufffd]'],
    ['raw gzip as base64', gzipSync(body), gzipSync(body).toString('base64')],
    ['a body under Content-Encoding gzip, inflated', gzipSync(body), body, ['Content-Encoding: gzip']],
    ['a body with a byte-order mark untouched', Buffer.from(`\ufeff${body}`), `\ufeff${body}`],
  ];
  for (const [name, sent, stored, headers = []] of bodies) {
    it(`keeps ${name}`, async () => {
      const head = requestText('POST', '/collect?appId=web', {
        headers: [...headers, `Content-Length: ${sent.length}`],
      });
      const [answer] = await running.exchange(Buffer.concat([Buffer.from(head), sent]));
      assert.equal(answer?.status, 200);
      assert.equal((await lastRecord())?.data, stored);
    });
  }

  it('keeps what a pixel carries', async () => {
    const data = encodeURIComponent(Buffer.from(body).toString('base64'));
    await running.exchange(requestText('GET', `/collect?appId=web&data=${data}`));
    const record = await lastRecord();
    assert.equal(record?.data, body);
    assert.equal(record?.method, 'GET');
  });

  it('begins the line of an empty request with the agreed prefix', async () => {
    await running.exchange(requestText('POST', '/collect?appId=web', { body: '' }));
    const record: unknown = await lastRecord();
    assert.deepEqual(Object.entries(record ?? {})[0], ['empty', true]);
  });

  it('ignores fakeIp unless the project is in development', async () => {
    await running.exchange(post('/collect?appId=web&fakeIp=198.51.100.7'));
    assert.equal((await lastRecord())?.ip, '127.0.0.1');
    running.collector.applyRules(running.rules({}, undefined, true));
    await running.exchange(post('/collect?appId=web&fakeIp=198.51.100.7'));
    assert.equal((await lastRecord())?.ip, '198.51.100.7');
    running.collector.applyRules(running.rules());
  });

  it('drops X-Forwarded-For of a peer that is not trusted', async () => {
    running.collector.applyRules(running.rules({ trustedProxies: ['10.0.0.0/8'] }));
    await running.exchange(post(undefined, ['X-Forwarded-For: 203.0.113.9']));
    assert.equal((await lastRecord())?.ip, '127.0.0.1');
    running.collector.applyRules(running.rules());
  });

  it('answers a ping with seconds and milliseconds', async () => {
    const [answer] = await running.exchange(requestText('GET', '/ping?appId=web'));
    assert.equal(answer?.status, 200);
    assert.equal(answer?.headers['content-type'], 'application/json');
    assert.match(answer?.body ?? '', /^\{"timestamp": \d{10}\.\d{3}\}$/);
  });
});
