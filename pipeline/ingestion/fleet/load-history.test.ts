import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadHistory } from './load-history.ts';

const sampleMs = 5;
const load = (cpuPercent: number, eventLoopDelayP99Ms = 0) => ({
  cpuPercent,
  eventLoopDelayP99Ms,
  eventLoopUtilization: 0,
  connections: 0,
  residentBytes: 0,
});

describe('load history', () => {
  it('knows no mean before a whole period, then the mean of the workers’ means', () => {
    const history = new LoadHistory(10, 0);
    history.add('a', load(10), { nowMs: 5, sampleMs });
    assert.equal(history.meanCpuPercent(5), null);
    history.add('a', load(30), { nowMs: 10, sampleMs });
    history.add('b', load(60), { nowMs: 10, sampleMs });
    assert.equal(history.meanCpuPercent(10), 40);
  });

  it('lets old samples go', () => {
    const history = new LoadHistory(10, 0);
    for (const [nowMs, cpu] of [
      [5, 100],
      [10, 20],
      [15, 40],
    ] as const)
      history.add('a', load(cpu), { nowMs, sampleMs });
    assert.equal(history.meanCpuPercent(15), 30);
  });

  it('forgets a worker that left', () => {
    const history = new LoadHistory(10, 0);
    history.add('a', load(100, 80), { nowMs: 10, sampleMs });
    history.add('b', load(20, 5), { nowMs: 10, sampleMs });
    history.forget('a');
    assert.equal(history.meanCpuPercent(10), 20);
    assert.equal(history.worstDelayP99Ms(), 5);
  });

  it('takes the worst of the last samples only', () => {
    const history = new LoadHistory(100, 0);
    assert.equal(history.worstDelayP99Ms(), null);
    history.add('a', load(0, 90), { nowMs: 5, sampleMs });
    history.add('a', load(0, 3), { nowMs: 10, sampleMs });
    history.add('b', load(0, 7), { nowMs: 10, sampleMs });
    assert.equal(history.worstDelayP99Ms(), 7);
  });

  it('starts anew after a change, without samples that began before it', () => {
    const history = new LoadHistory(10, 0);
    history.add('a', load(100, 90), { nowMs: 10, sampleMs });
    history.restart(12);
    history.add('a', load(100, 90), { nowMs: 15, sampleMs });
    assert.equal(history.worstDelayP99Ms(), null);
    history.add('a', load(10, 1), { nowMs: 20, sampleMs });
    assert.equal(history.meanCpuPercent(20), null);
    history.add('a', load(20, 1), { nowMs: 25, sampleMs });
    assert.equal(history.meanCpuPercent(25), 15);
  });
});
