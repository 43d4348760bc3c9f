import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openConsoleStore } from '@millstream/console';
import { CodedError, silentLogger } from '@millstream/core';
import type { EngineClient } from './engine-client.ts';
import { startSegmentService } from './segment-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'segment-service-'));
after(() => rmSync(folder, { recursive: true }));
const dayMs = 86_400_000;
const at = { projectId: 'first', appId: 'web', author: 'mei' };
const invited = { version: 1, name: 'Invited', projectId: 'first', appId: 'web', imported: true };
let stores = 0;

/** Answers calls to the engine; `done` resolves when a call of that path was answered. */
function fakeEngine(answers: Readonly<Record<string, (body: object) => unknown>>) {
  const calls: (readonly [string, object])[] = [];
  const waiting = new Map<string, () => void>();
  const engine: EngineClient = {
    async call(path, body) {
      calls.push([path, body]);
      const answer = await answers[path]?.(body);
      waiting.get(path)?.();
      return answer ?? {};
    },
    async *rows() {},
  };
  const done = (path: string) => new Promise<void>((resolve) => waiting.set(path, resolve));
  return { engine, calls, done };
}

async function openStore(nowMs = Date.parse('2026-03-09T12:00:00Z')) {
  let now = nowMs;
  const clock = { now: () => now, monotonic: () => 0 };
  const store = await openConsoleStore(join(folder, `${stores++}.sqlite`), clock);
  return {
    store,
    clock,
    wait: (ms: number) => {
      now += ms;
    },
    [Symbol.asyncDispose]: () => store.close(),
  };
}

describe('segments of the supervisor', () => {
  it('forget the members of those that are gone for good, and only those', async () => {
    await using desk = await openStore();
    const { segment } = desk.store.saved;
    for (const id of ['stands', 'deleted', 'gone']) await segment.create({ ...at, id, body: invited });
    await segment.remove({ appId: 'web', id: 'gone', expectedVersion: 1, author: 'mei' });
    desk.wait(31 * dayMs);
    await segment.remove({ appId: 'web', id: 'deleted', expectedVersion: 1, author: 'mei' });
    const { engine, calls, done } = fakeEngine({
      '/segments/stored': () =>
        ['stands', 'deleted', 'gone'].map((segmentId) => ({ appId: 'web', segmentId })),
    });
    const removed = done('/segments/remove');
    const parts = { store: desk.store, engine, hasEngine: true, clock: desk.clock, logger: silentLogger };
    const service = startSegmentService(parts);
    await removed;
    await service.close();
    assert.deepEqual(
      calls.filter(([path]) => path === '/segments/remove'),
      [['/segments/remove', { appId: 'web', segmentId: 'gone' }]],
    );
  });

  it('import a file as a run, told with what it does not match', async () => {
    await using desk = await openStore();
    await desk.store.saved.segment.create({ ...at, id: 'invited', body: invited });
    const found = { segmentUsers: 1, totalUsers: 2, segmentUserKeys: 1, sample: [] };
    let fails = false;
    const { engine } = fakeEngine({
      '/segments/import': () => {
        if (fails) throw new CodedError('SEGMENT_FILE_INVALID', { reason: 'it is not UTF-8 text' });
        return { ...found, unmatched: ['x'], unmatchedCount: 1 };
      },
    });
    const parts = { store: desk.store, engine, hasEngine: false, clock: desk.clock, logger: silentLogger };
    const service = startSegmentService(parts);
    const file = { appId: 'web', segmentId: 'invited', path: '/tmp/x.csv', startedBy: 'mei' };
    const imported = await service.importFile(file);
    assert.deepEqual([imported.run.status, imported.run.outcome], ['Completed', found]);
    assert.deepEqual(imported.found?.unmatched, ['x']);
    fails = true;
    const failed = await service.importFile(file);
    assert.deepEqual([failed.run.failure?.code, failed.found], ['SEGMENT_FILE_INVALID', null]);
    const inUse = await desk.store.segments.lastCompleted('web', 'invited');
    assert.equal(inUse?.runId, imported.run.runId);
    await service.close();
  });
});
