import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { openConsoleStore } from '../console-store.ts';
import { openConsoleDatabase } from '../store/console-database.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-store-'));
after(() => rmSync(folder, { recursive: true }));
let stores = 0;

/** A store whose clock moves on by a second with every look. */
async function openStore(path = join(folder, `${stores++}.sqlite`)) {
  let nowMs = Date.parse('2026-03-09T12:00:00Z');
  let ids = 0;
  const clock = { now: () => (nowMs += 1000), monotonic: () => 0 };
  const store = await openConsoleStore(path, clock, () => `id${++ids}`);
  return { ...store, path, [Symbol.asyncDispose]: () => store.close() };
}

function hasCode(code: string) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}

const at = { projectId: 'first', appId: 'web', author: 'mei' };
const inSegment = (segmentId: string) => ({
  op: 'and',
  groups: [{ op: 'and', filters: [{ op: 'or', conditions: [{ type: 'inSegment', in: true, segmentId }] }] }],
});
/** A segment with these criteria, an imported one without. */
function spec(name: string, criteria?: object) {
  const made = criteria === undefined ? { imported: true } : { criteria };
  return { version: 1, name, projectId: 'first', appId: 'web', ...made };
}
const outcome = { segmentUsers: 3, totalUsers: 9, segmentUserKeys: 2, sample: [{ user_pseudo_id: 'a' }] };

describe('segments', () => {
  it('keep definitions, defaults filled in', async () => {
    await using store = await openStore();
    const segment = await store.segments.create({ ...at, spec: spec('Buyers') });
    assert.deepEqual(segment.spec, { ...spec('Buyers'), refresh: { type: 'manual' } });
    assert.deepEqual(await store.segments.read('web', segment.segmentId), segment);
    assert.deepEqual(await store.segments.list(), [segment]);
    assert.deepEqual(await store.segments.list('shop'), []);
  });

  it('have one run at a time, whose history stays over a restart', async () => {
    const first = await openStore();
    const { segmentId } = await first.segments.create({ ...at, spec: spec('Buyers') });
    const start = { appId: 'web', segmentId, trigger: 'manual' as const, startedBy: 'ana' };
    const run = await first.segments.beginRun(start);
    assert.deepEqual([run.status, run.segmentVersion, run.endedAtMs], ['Pending', 1, null]);
    await assert.rejects(first.segments.beginRun(start), hasCode('SEGMENT_RUN_ACTIVE'));
    assert.equal((await first.segments.runStarted(run.runId)).status, 'In Progress');
    const sample = Array.from({ length: 80 }, (_, index) => ({ user_pseudo_id: `u${index}` }));
    const done = await first.segments.runCompleted(run.runId, { ...outcome, sample });
    assert.deepEqual(
      [done.status, done.outcome?.sample.length, done.outcome?.segmentUsers],
      ['Completed', 50, 3],
    );
    const second = await first.segments.beginRun({ ...start, trigger: 'scheduled', startedBy: null });
    await first.close();
    const again = await openStore(first.path);
    assert.equal(await again.segments.failAbandonedRuns(), 1);
    const runs = await again.segments.runs('web', segmentId);
    assert.deepEqual(
      runs.map(({ runId, status, failure }) => [runId, status, failure?.code]),
      [
        [second.runId, 'Failed', 'ENGINE_UNAVAILABLE'],
        [run.runId, 'Completed', undefined],
      ],
    );
    const inUse = await again.segments.lastCompleted('web', segmentId);
    assert.deepEqual([inUse?.runId, inUse?.outcome?.sample.length], [run.runId, 50]);
    assert.deepEqual(runs[1]?.outcome, { ...inUse?.outcome, sample: [] }, 'lists leave samples out');
    await again.close();
  });

  it('are listed beside one that this version cannot read', async () => {
    await using store = await openStore();
    const readable = await store.segments.create({ ...at, spec: spec('Buyers') });
    const { segmentId } = await store.segments.create({ ...at, spec: spec('From tomorrow') });
    const database = await openConsoleDatabase(store.path);
    await database
      .updateTable('saved_object')
      .set({ body: '{"version":9}' })
      .where('object_id', '=', segmentId)
      .execute();
    await database.destroy();
    const listed = await store.segments.list('web');
    assert.deepEqual(listed[0], readable);
    assert.deepEqual(listed[1]?.spec, { version: 9 });
    await assert.rejects(store.segments.read('web', segmentId), hasCode('SAVED_OBJECT_INVALID'));
  });

  it('do not change a run that is over', async () => {
    await using store = await openStore();
    const { segmentId } = await store.segments.create({ ...at, spec: spec('Buyers') });
    const { runId } = await store.segments.beginRun({
      appId: 'web',
      segmentId,
      trigger: 'import',
      startedBy: 'a',
    });
    await store.segments.runFailed(runId, { code: 'QUERY_TIMEOUT', message: 'too long' });
    assert.equal((await store.segments.runCompleted(runId, outcome)).status, 'Failed');
    await assert.rejects(store.segments.runStarted('nobody'), hasCode('NOT_FOUND'));
  });

  it('keep the newest 100 runs and the newest completed one', async () => {
    await using store = await openStore();
    const { segmentId } = await store.segments.create({ ...at, spec: spec('Buyers') });
    const start = { appId: 'web', segmentId, trigger: 'manual' as const, startedBy: 'ana' };
    const first = await store.segments.beginRun(start);
    await store.segments.runCompleted(first.runId, outcome);
    for (let index = 0; index < 110; index += 1) {
      const { runId } = await store.segments.beginRun(start);
      await store.segments.runFailed(runId, { code: 'INTERNAL', message: '' });
    }
    assert.equal((await store.segments.runs('web', segmentId)).length, 30);
    assert.equal((await store.segments.runs('web', segmentId, 1000)).length, 101);
    assert.equal((await store.segments.lastCompleted('web', segmentId))?.runId, first.runId);
  });

  it('say where they are used when somebody deletes them', async () => {
    await using store = await openStore();
    const { segmentId, version } = await store.segments.create({ ...at, spec: spec('Buyers') });
    const removal = { appId: 'web', id: segmentId, expectedVersion: version, author: 'mei' };
    const question = {
      version: 1,
      projectId: 'first',
      appId: 'web',
      kind: 'event',
      time: { type: 'relative', lastN: 7, unit: 'day' },
      filter: { op: 'and', children: [{ segment: [segmentId], operator: 'in' }] },
      event: { metrics: [{ event: '_page_view', measure: { type: 'userCount' } }] },
    };
    const tile = { kind: 'kpi', id: 't', x: 0, y: 0, w: 4, h: 4, title: 'Users', spec: question };
    const sheets = [{ id: 's', name: 'One', tiles: [tile] }];
    const dashboard = await store.saved.dashboard.create({
      ...at,
      body: { version: 1, name: 'KPIs', sheets },
    });
    const other = await store.segments.create({ ...at, spec: spec('Loyal', inSegment(segmentId)) });
    await assert.rejects(store.saved.segment.remove(removal), (error) => {
      assert.ok(hasCode('SAVED_OBJECT_IN_USE')(error) && error instanceof CodedError);
      assert.equal(error.details.users, 'dashboard "KPIs", segment "Loyal"');
      return true;
    });
    const users = await store.saved.segment.usersOf({ appId: 'web', id: segmentId });
    assert.deepEqual(
      users.map(({ id }) => id),
      [dashboard.id, other.segmentId],
    );
    await store.saved.dashboard.remove({ appId: 'web', id: dashboard.id, expectedVersion: 1, author: 'mei' });
    const change = { appId: 'web', id: other.segmentId, expectedVersion: 1, author: 'mei' };
    await store.saved.segment.save({ ...change, body: spec('Loyal') });
    await store.saved.segment.remove(removal);
    assert.equal(await store.segments.read('web', segmentId), null);
    const start = { appId: 'web', segmentId, trigger: 'manual' as const, startedBy: null };
    await assert.rejects(store.segments.beginRun(start), hasCode('NOT_FOUND'));
  });

  it('that would need their own members are refused, and nothing of them is kept', async () => {
    await using store = await openStore();
    const one = await store.segments.create({ ...at, spec: spec('One') });
    const two = await store.segments.create({ ...at, spec: spec('Two', inSegment(one.segmentId)) });
    const change = { appId: 'web', id: one.segmentId, expectedVersion: 1, author: 'mei' };
    for (const named of [one.segmentId, two.segmentId]) {
      const body = spec('One', inSegment(named));
      await assert.rejects(store.saved.segment.save({ ...change, body }), hasCode('SEGMENT_CYCLE'));
    }
    const unknown = spec('One', inSegment('nobody'));
    await assert.rejects(store.saved.segment.save({ ...change, body: unknown }), hasCode('SEGMENT_UNKNOWN'));
    const other = { ...spec('Other'), appId: 'shop' };
    await assert.rejects(store.segments.create({ ...at, spec: other }), hasCode('SEGMENT_INVALID'));
    assert.equal((await store.segments.read('web', one.segmentId))?.version, 1);
    assert.deepEqual(await store.saved.segment.usersOf({ appId: 'web', id: two.segmentId }), []);
  });
});
