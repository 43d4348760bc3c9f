import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { acceptedRequests, createRequestRate } from './request-rate.ts';

describe('requests a second', () => {
  it('are not known from one count, then those between two', () => {
    const rate = createRequestRate();
    const seen = [
      [0, 0],
      [10, 1_000],
      [50, 5_000],
      [50, 10_000],
    ].map(([count = 0, atMs = 0]) => rate.see('first', count, atMs));
    assert.deepEqual(seen, [null, null, 10, 0]);
  });
  it('begin anew when collectors count from zero again', () => {
    const rate = createRequestRate();
    rate.see('first', 100, 0);
    assert.equal(rate.see('first', 3, 5_000), null);
    assert.equal(rate.see('first', 13, 10_000), 2);
  });
  it('count what was answered 200, of every app', () => {
    const text =
      'millstream_collector_requests_total{app="a",status="200"} 3\n' +
      'millstream_collector_requests_total{app="b",status="200"} 4\n' +
      'millstream_collector_requests_total{app="b",status="403"} 9\n';
    assert.equal(acceptedRequests(text), 7);
  });
});
