import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { otherDetail, timelineOf } from './run-timeline.ts';

describe('the line of a run', () => {
  it('puts the stages one after the other, whatever order they are told in', () =>
    assert.deepEqual(timelineOf({ 'stage.store': 50, 'stage.wait': 10, repeats: 'r', 'stage.process': 40 }), [
      { stage: 'wait', ms: 10, from: 0, share: 0.1, isFailed: false },
      { stage: 'process', ms: 40, from: 0.1, share: 0.4, isFailed: false },
      { stage: 'store', ms: 50, from: 0.5, share: 0.5, isFailed: false },
    ]));

  it('marks the stage that failed, even when nothing took a whole millisecond', () =>
    assert.deepEqual(timelineOf({ 'stage.wait': 0, 'stage.process': 0, failedStage: 'process' }), [
      { stage: 'wait', ms: 0, from: 0, share: 0, isFailed: false },
      { stage: 'process', ms: 0, from: 0, share: 0, isFailed: true },
    ]));

  it('is empty for a run that tells none, and leaves the rest of the detail alone', () => {
    assert.deepEqual(timelineOf({ rows: 3 }), []);
    assert.deepEqual(otherDetail({ rows: 3, 'stage.store': 5, failedStage: 'store' }), [['rows', 3]]);
  });
});
