import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { type Language, languages, makeReady, type ReadyExamples } from './examples.ts';
import { type Answer, type MoodyCollector, startMoodyCollector } from './moody-collector.ts';

/** Times between requests, ms. */
const gapsOf = ({ received }: MoodyCollector) =>
  received.slice(1).map(({ atMs }, index) => atMs - (received[index]?.atMs ?? 0));

const refusals: readonly number[] = [400, 403, 413];

describe('HTTP examples with a collector that refuses', { concurrency: true }, () => {
  const ready = new Map<Language, ReadyExamples>();
  before(async () => {
    for (const language of languages) ready.set(language, await makeReady(language));
  });
  after(() => {
    for (const examples of ready.values()) examples[Symbol.dispose]();
  });
  const runRetry = async (language: Language, { endpoint }: MoodyCollector) => {
    const output = await ready.get(language)?.run('retry', endpoint);
    assert.ok(output);
    return output;
  };

  for (const language of languages) {
    describe(language.name, { concurrency: true }, () => {
      it('sends the same event again after 503, and after 429 not before Retry-After', async () => {
        const answers: readonly Answer[] = [
          { status: 503 },
          { status: 429, retryAfter: '3' },
          { status: 200 },
        ];
        await using collector = await startMoodyCollector(answers);
        const { code, stdout, stderr } = await runRetry(language, collector);
        assert.equal(code, 0, stderr);
        const [first, ...others] = collector.received;
        assert.equal(others.length, 2);
        for (const { body } of others) assert.deepEqual(body, first?.body);
        assert.equal(JSON.parse(String(first?.body))[0].event_id, stdout.trim());
        const [backOff = 0, asked = 0] = gapsOf(collector);
        assert.ok(backOff >= 790, `backed off ${backOff} ms`);
        // The second back-off would end after 2.4 s at most.
        assert.ok(asked >= 2990, `waited ${asked} ms`);
      });

      it('sends the same event again when the answer is lost', async () => {
        await using collector = await startMoodyCollector(['cut', { status: 200 }]);
        const { code, stdout, stderr } = await runRetry(language, collector);
        assert.equal(code, 0, stderr);
        const [first, second] = collector.received;
        assert.equal(collector.received.length, 2);
        assert.deepEqual(second?.body, first?.body);
        assert.equal(JSON.parse(String(second?.body))[0].event_id, stdout.trim());
        const [backOff = 0] = gapsOf(collector);
        assert.ok(backOff >= 790, `backed off ${backOff} ms`);
      });

      it('waits until the moment that Retry-After names', async () => {
        const inFiveSeconds = () => new Date(Date.now() + 5_000).toUTCString();
        const answers: readonly Answer[] = [{ status: 503, retryAfter: inFiveSeconds }, { status: 200 }];
        await using collector = await startMoodyCollector(answers);
        const { code, stderr } = await runRetry(language, collector);
        assert.equal(code, 0, stderr);
        const [asked = 0] = gapsOf(collector);
        // Dates are whole seconds, and some clients wait for whole seconds again.
        assert.ok(asked >= 2990, `waited ${asked} ms`);
      });

      it('gives up at once when sending again cannot help', async () => {
        for (const status of refusals) {
          await using collector = await startMoodyCollector([{ status }]);
          const { code, stdout } = await runRetry(language, collector);
          assert.notEqual(code, 0);
          assert.equal(stdout, '');
          assert.equal(collector.received.length, 1);
        }
      });
    });
  }

  it('an example without retries fails when its event is not accepted', async () => {
    for (const language of languages) {
      await using collector = await startMoodyCollector([{ status: 503 }]);
      const output = await ready.get(language)?.run('one event', collector.endpoint);
      assert.notEqual(output?.code, 0, language.name);
      assert.equal(output?.stdout, '', language.name);
    }
  });

  it('curl sends the hash of the base64 text as it is sent', async () => {
    const [curl] = languages;
    assert.ok(curl);
    await using collector = await startMoodyCollector([{ status: 200 }]);
    const output = await ready.get(curl)?.run('base64 of gzip', collector.endpoint);
    const [request] = collector.received;
    assert.ok(request);
    assert.equal(
      request.query.get('hashCode'),
      createHash('sha256').update(request.body).digest('hex').slice(0, 8),
    );
    const [event] = JSON.parse(String(gunzipSync(Buffer.from(String(request.body), 'base64'))));
    assert.equal(event.event_id, output?.stdout.trim());
  });
});
