import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestText, startCollector } from '../http/collector-fixture.ts';

describe('collector metrics', () => {
  it('count requests by app, status and reason, with labels for registered apps only', async () => {
    const running = await startCollector();
    try {
      const post = (appId: string, body: string) => requestText('POST', `/collect?appId=${appId}`, { body });
      for (const request of [
        post('web', '[{}]'),
        post('web', 'nonsense'),
        post('web', ''),
        post('ghost', '[]'),
      ]) {
        await running.exchange(request);
      }
      await running.exchange(requestText('GET', '/health'));
      const openAge = async () => {
        const text = await running.collector.registry.getSingleMetricAsString(
          'millstream_collector_oldest_segment_age_seconds',
        );
        return Number(text.trim().split(' ').at(-1));
      };
      assert.ok((await openAge()) > 0);
      await running.collector.seal();
      assert.equal(await openAge(), 0);
      const text = await running.collector.registry.metrics();
      const value = (name: string) => {
        const line = text.split('\n').find((one) => one.startsWith(`millstream_collector_${name} `));
        return line === undefined ? undefined : Number(line.split(' ').at(-1));
      };
      assert.equal(value('requests_total{app="web",status="200"}'), 3);
      assert.equal(value('requests_total{app="",status="403"}'), 1);
      assert.equal(value('refused_total{app="",reason="APP_UNKNOWN"}'), 1);
      assert.equal(value('request_bytes_total{app="web"}'), 12);
      assert.equal(value('empty_requests_total{app="web"}'), 1);
      assert.equal(value('looks_invalid_total{app="web"}'), 1);
      assert.equal(value('unsynced_bytes'), 0);
      assert.ok((value('sync_seconds_count') ?? 0) >= 1);
      assert.equal(value('seal_seconds_count'), 1);
      assert.ok((value('disk_free_bytes') ?? 0) > 0);
      assert.ok(!text.includes('ghost'));
    } finally {
      await running.stop();
    }
  });
});
