import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Run } from '@millstream/console';
import { createRunLog } from './run-log.ts';

describe('the log of runs', () => {
  const told: Run[] = [];
  let nowMs = 0;
  const clock = { now: () => 5_000, monotonic: () => nowMs };
  const runs = createRunLog({ projectId: 'first', clock, tell: (run) => told.push(run) });
  const after = (ms: number) => {
    nowMs += ms;
  };

  it('tells how long each stage took, added up over batches, beside what else was noted', () => {
    const run = runs.begin({ kind: 'rebuild' });
    run.enter('wait');
    after(3);
    run.enter('process');
    after(40);
    run.enter('store');
    after(7);
    run.enter('wait');
    after(1);
    run.enter('process');
    after(10);
    run.enter('store');
    after(2.4);
    run.note({ replacedFiles: 2 });
    run.succeeded();
    const { state, startedAtMs, endedAtMs, detail } = told.at(-1) ?? {};
    assert.deepEqual([state, startedAtMs, endedAtMs], ['Succeeded', 5_000, 5_063]);
    const stages = { 'stage.wait': 4, 'stage.process': 50, 'stage.store': 9 };
    assert.deepEqual(detail, { replacedFiles: 2, ...stages });
  });

  it('names the stage in which a run failed', () => {
    const run = runs.begin({ kind: 'load' });
    run.enter('process');
    after(5);
    run.enter('store');
    after(6);
    run.failed(new Error('disk'), true);
    const { state, detail } = told.at(-1) ?? {};
    assert.equal(state, 'Retrying');
    assert.deepEqual(detail, { failedStage: 'store', 'stage.process': 5, 'stage.store': 6 });
  });

  it('tells no stages of a run that entered none', () => {
    runs.begin({ kind: 'load', detail: { repeats: 'r-1' } }).failed(new Error('x'), false);
    assert.deepEqual(told.at(-1)?.detail, { repeats: 'r-1' });
  });
});
