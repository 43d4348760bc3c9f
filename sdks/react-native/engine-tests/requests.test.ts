import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { named, openStage, sdkOf } from './started-app.ts';

describe('requests', () => {
  for (const isCompressEvents of [true, false]) {
    it(`are ${isCompressEvents ? 'base64 of gzip' : 'JSON'} with the hash of the text when isCompressEvents is ${isCompressEvents}`, async () => {
      await using stage = await openStage();
      const process = await stage.start({ isCompressEvents });
      sdkOf(process).record({ name: 'a', attributes: { text: 'Zürich 🦆' } });
      await stage.sent(process);
      const [request] = stage.collector.requests;
      assert.ok(request);
      const { query, headers, body } = request;
      const json = isCompressEvents ? gunzipSync(Buffer.from(body, 'base64')).toString('utf8') : body;
      assert.match(json, /^\[\{.*Zürich 🦆.*\}\]$/s);
      assert.equal(query.get('compression'), isCompressEvents ? 'gzip' : null);
      assert.equal(query.get('hashCode'), createHash('sha256').update(body).digest('hex').slice(0, 8));
      assert.equal(query.get('platform'), 'iOS');
      assert.equal(headers['content-type'], 'application/json; charset=utf-8');
      assert.equal(headers.cookie, undefined);
    });
  }

  it('carry the cookie and the token, also changed ones', async () => {
    await using stage = await openStage();
    const process = await stage.start({ authCookie: 'session=1', authToken: async () => 'first' });
    await stage.sent(process);
    sdkOf(process).updateConfigure({ authCookie: 'session=2', authToken: 'second' });
    sdkOf(process).record({ name: 'a' });
    await stage.sent(process);
    assert.deepEqual(
      stage.collector.requests.map(({ headers }) => [headers.cookie, headers.authorization]),
      [
        ['session=1', 'Bearer first'],
        ['session=2', 'Bearer second'],
      ],
    );
  });

  it('go out every 10 s, at most three at a time', async () => {
    await using stage = await openStage();
    const { phone, collector } = stage;
    const process = await stage.start();
    await phone.pass(1_000);
    for (let n = 1; n <= 450; n += 1) sdkOf(process).record({ name: 'a', attributes: { n } });
    await phone.pass(9_999);
    assert.equal(named(collector.events, 'a').length, 0);
    await phone.pass(1);
    assert.equal(named(collector.events, 'a').length, 300);
    await phone.pass(10_000);
    assert.equal(named(collector.events, 'a').length, 450);
  });

  it('number themselves on after a kill, although the number was just taken', async () => {
    await using stage = await openStage();
    const first = await stage.start();
    await stage.sent(first);
    stage.collector.answer(503);
    sdkOf(first).record({ name: 'a' });
    await stage.sent(first);
    first.end(true);
    stage.collector.answer(200);
    await stage.phone.pass(5_000);
    const second = await stage.start();
    await stage.sent(second);
    assert.deepEqual(
      stage.collector.requests.map(({ query }) => query.get('event_bundle_sequence_id')),
      ['1', '2', '3'],
    );
  });
});
