import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError, silentLogger } from '@millstream/core';
import { createSegmentJobs, type SegmentRun, startSegmentScheduler } from '@millstream/studio';
import { openConsoleStore } from '../console-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-jobs-'));
after(() => rmSync(folder, { recursive: true }));
let stores = 0;
const at = { projectId: 'first', appId: 'web', author: 'mei' };
const criteria = {
  op: 'and',
  groups: [
    {
      op: 'and',
      filters: [{ op: 'or', conditions: [{ type: 'inSegment', in: false, segmentId: 'old' }] }],
    },
  ],
};
const found = { segmentUsers: 3, totalUsers: 9, segmentUserKeys: 2, sample: [] };

/** A store whose clock stands until it is moved, and jobs whose computation the test ends. */
async function openDesk() {
  let nowMs = Date.parse('2026-03-09T12:00:00Z');
  const clock = { now: () => nowMs, monotonic: () => 0 };
  const store = await openConsoleStore(join(folder, `${stores++}.sqlite`), clock);
  await store.saved.segment.create({ ...at, id: 'old', body: spec({ imported: true, criteria: undefined }) });
  const computed: SegmentRun[] = [];
  let failure: Error | null = null;
  let held: Promise<void> | undefined;
  const jobs = createSegmentJobs({
    store: store.segments,
    logger: silentLogger,
    async compute(run) {
      computed.push(run);
      await held;
      if (failure !== null) throw failure;
      return found;
    },
  });
  return {
    store: store.segments,
    saved: store.saved.segment,
    jobs,
    computed,
    clock,
    moveTo: (time: string) => {
      nowMs = Date.parse(time);
    },
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    failWith: (error: Error | null) => {
      failure = error;
    },
    scheduler: () =>
      startSegmentScheduler({
        store: store.segments,
        jobs,
        timeZoneOf: async () => 'Europe/Berlin',
        clock,
        logger: silentLogger,
      }),
    [Symbol.asyncDispose]: () => store.close(),
  };
}

function spec(more: object): object {
  return { version: 1, name: 'Others', projectId: 'first', appId: 'web', criteria, ...more };
}
const daily = { refresh: { type: 'daily', hour: 3 }, expireAt: '2026-03-11' };
const hasCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

describe('runs of segments', () => {
  it('keep what they found', async () => {
    await using desk = await openDesk();
    const { segmentId } = await desk.store.create({ ...at, spec: spec({}) });
    const start = { appId: 'web', segmentId, trigger: 'manual' as const, startedBy: 'ana' };
    const release = desk.hold();
    const { run, ended } = await desk.jobs.refresh(start);
    assert.equal(run.status, 'Pending');
    await assert.rejects(desk.jobs.refresh(start), hasCode('SEGMENT_RUN_ACTIVE'));
    release();
    const { status, outcome } = await ended;
    assert.deepEqual([status, outcome], ['Completed', found]);
    assert.deepEqual(await desk.store.lastCompleted('web', segmentId), await ended);
  });

  it('keep why they failed, and the next one is free to begin', async () => {
    await using desk = await openDesk();
    const { segmentId } = await desk.store.create({ ...at, spec: spec({}) });
    const start = { appId: 'web', segmentId, trigger: 'manual' as const, startedBy: null };
    desk.failWith(new CodedError('QUERY_OUT_OF_MEMORY'));
    const { status, failure } = await (await desk.jobs.refresh(start)).ended;
    assert.deepEqual([status, failure?.code], ['Failed', 'QUERY_OUT_OF_MEMORY']);
    desk.failWith(null);
    assert.equal((await (await desk.jobs.refresh(start)).ended).status, 'Completed');
  });

  it('wait for each other', async () => {
    await using desk = await openDesk();
    const begun = [];
    for (const name of ['A', 'B', 'C']) {
      const { segmentId } = await desk.store.create({ ...at, spec: spec({ name }) });
      begun.push(await desk.jobs.refresh({ appId: 'web', segmentId, trigger: 'manual', startedBy: null }));
    }
    await desk.jobs.idle();
    assert.deepEqual(
      desk.computed.map(({ runId }) => runId),
      begun.map(({ run }) => run.runId),
    );
  });

  it('compute criteria or import a file, never the other', async () => {
    await using desk = await openDesk();
    const { segmentId } = await desk.store.create({ ...at, spec: spec({}) });
    const start = { appId: 'web', trigger: 'manual' as const, startedBy: null };
    await assert.rejects(desk.jobs.refresh({ ...start, segmentId: 'old' }), hasCode('SEGMENT_IMPORTED'));
    await assert.rejects(desk.jobs.refresh({ ...start, segmentId: 'none' }), hasCode('NOT_FOUND'));
    await assert.rejects(
      desk.jobs.import({ ...start, segmentId }, async () => found),
      hasCode('SEGMENT_COMPUTED'),
    );
    const { ended } = await desk.jobs.import({ ...start, segmentId: 'old' }, async () => found);
    assert.equal((await ended).trigger, 'import');
  });
});

describe('schedules of segments', () => {
  it('begin one run at each moment in the zone of the app, until the end', async () => {
    await using desk = await openDesk();
    await desk.store.create({ ...at, spec: spec(daily) });
    const scheduler = desk.scheduler();
    const looks = [
      ['2026-03-09T12:00:00Z', 0],
      ['2026-03-10T01:59:59Z', 0],
      ['2026-03-10T02:00:00Z', 1],
      ['2026-03-10T02:00:20Z', 1],
      ['2026-03-11T02:00:10Z', 2],
      ['2026-03-12T02:00:00Z', 2],
    ] as const;
    for (const [time, runs] of looks) {
      desk.moveTo(time);
      await scheduler.look();
      await desk.jobs.idle();
      assert.equal(desk.computed.length, runs, time);
    }
    assert.deepEqual(
      desk.computed.map(({ trigger, startedBy }) => [trigger, startedBy]),
      [
        ['scheduled', null],
        ['scheduled', null],
      ],
    );
    await scheduler.close();
  });

  it('make up once for what was missed, a failed run counting as a run', async () => {
    await using desk = await openDesk();
    await desk.store.create({ ...at, spec: spec({ ...daily, expireAt: '2027-01-01' }) });
    desk.failWith(new CodedError('QUERY_TIMEOUT', { limitMs: 1 }));
    desk.moveTo('2026-03-20T18:00:00Z');
    const scheduler = desk.scheduler();
    await scheduler.look();
    await scheduler.look();
    await desk.jobs.idle();
    assert.equal(desk.computed.length, 1);
    await scheduler.close();
  });

  it('try a run again that ended with the engine, three times in a row at most', async () => {
    await using desk = await openDesk();
    await desk.store.create({ ...at, spec: spec({ ...daily, expireAt: '2027-01-01' }) });
    const scheduler = desk.scheduler();
    const runsAfterLooks = async (time: string, looks: number) => {
      desk.moveTo(time);
      for (let look = 0; look < looks; look += 1) {
        await scheduler.look();
        await desk.jobs.idle();
      }
      return desk.computed.length;
    };
    assert.equal(await runsAfterLooks('2026-03-09T12:00:00Z', 1), 0);
    desk.failWith(new CodedError('ENGINE_UNAVAILABLE'));
    assert.equal(await runsAfterLooks('2026-03-10T02:00:00Z', 1), 1);
    desk.failWith(null);
    assert.equal(await runsAfterLooks('2026-03-10T02:00:20Z', 2), 2, 'made up for, once');
    desk.failWith(new CodedError('ENGINE_UNAVAILABLE'));
    assert.equal(await runsAfterLooks('2026-03-11T02:00:00Z', 5), 5, 'three tries');
    assert.equal(await runsAfterLooks('2026-03-12T02:00:00Z', 1), 6, 'the next moment');
    await scheduler.close();
  });

  it('are those of the newest definition', async () => {
    await using desk = await openDesk();
    const { segmentId, version } = await desk.store.create({ ...at, spec: spec(daily) });
    desk.moveTo('2026-03-10T01:00:00Z');
    const body = spec({ ...daily, refresh: { type: 'weekly', weekday: 7, hour: 3 }, expireAt: '2027-01-01' });
    await desk.saved.save({ appId: 'web', id: segmentId, expectedVersion: version, author: 'ana', body });
    const scheduler = desk.scheduler();
    desk.moveTo('2026-03-14T12:00:00Z');
    await scheduler.look();
    await desk.jobs.idle();
    assert.equal(desk.computed.length, 0);
    desk.moveTo('2026-03-15T12:00:00Z');
    await scheduler.look();
    await desk.jobs.idle();
    assert.equal(desk.computed.length, 1);
    await scheduler.close();
  });
});
