import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { demoHistory } from './demo-history.ts';
import { type LiveRequest, liveRequests, liveTraffic } from './live-traffic.ts';

const endMs = Date.UTC(2026, 2, 1, 12);
const options = { seed: 5, endMs, days: 10, targetEvents: 12_000 };

function first(count: number): LiveRequest[] {
  const requests: LiveRequest[] = [];
  for (const request of liveRequests(options)) {
    requests.push(request);
    if (requests.length === count) break;
  }
  return requests;
}

describe('liveRequests', () => {
  it('continues the history without gap or overlap', () => {
    const longer = [...demoHistory({ ...options, endMs })];
    const requests = first(200);
    assert.ok((longer.at(-1)?.ingestMs ?? 0) <= endMs);
    let lastMs = endMs;
    for (const { dueMs } of requests) {
      assert.ok(dueMs > endMs && dueMs >= lastMs);
      lastMs = dueMs;
    }
    const paceMs = (lastMs - endMs) / 200;
    const pastPaceMs = (10 * 86_400_000) / longer.length;
    assert.ok(paceMs > pastPaceMs / 4 && paceMs < pastPaceMs * 4, `${paceMs} against ${pastPaceMs} ms`);
  });

  it('gives whole requests', () => {
    for (const request of first(50)) {
      assert.match(
        request.path,
        /^\/collect\?platform=\w+&appId=shop&event_bundle_sequence_id=\d+&upload_timestamp=\d+&hashCode=[0-9a-f]{8}/,
      );
      assert.match(request.headers['x-forwarded-for'] ?? '', /^\d+\.\d+\.\d+\.\d+/);
      assert.ok((request.headers['user-agent'] ?? '').length > 10 && request.events > 0);
    }
  });
});

describe('liveTraffic', () => {
  it('gives what is due, leaves out what is long overdue, then waits until told to stop', async () => {
    const nowMs = endMs + 3_600_000;
    const abort = new AbortController();
    const clock = { now: () => nowMs, monotonic: () => 0 };
    const expected: number[] = [];
    for (const { dueMs } of liveRequests(options)) {
      if (dueMs > nowMs) break;
      if (dueMs >= nowMs - 60_000) expected.push(dueMs);
    }
    const traffic = liveTraffic({ ...options, clock, signal: abort.signal });
    const given: number[] = [];
    for (let count = 0; count < expected.length; count++) {
      const { value } = await traffic.next();
      if (value) given.push(value.dueMs);
    }
    assert.deepEqual(given, expected);
    const next = traffic.next();
    abort.abort();
    assert.equal((await next).done, true);
  });
});
