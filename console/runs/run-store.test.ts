import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CodedError, systemClock } from '@millstream/core';
import { type ConsoleStore, openConsoleStore } from '../console-store.ts';
import type { Run } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'runs-'));
let store: ConsoleStore;
before(async () => {
  store = await openConsoleStore(join(folder, 'console.sqlite'), systemClock);
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const run = (number: number, more: Partial<Run> = {}): Run => ({
  runId: `run-${number}`,
  projectId: 'first',
  kind: 'load',
  state: 'Succeeded',
  startedBy: null,
  startedAtMs: number * 1000,
  endedAtMs: number * 1000 + 5,
  files: [`file-${number}`],
  fileCount: 1,
  fileBytes: 10,
  retries: 0,
  counters: null,
  failure: null,
  detail: {},
  ...more,
});

describe('store of runs', () => {
  it('answers page by page, newest first, by kind, state and time', async () => {
    for (let number = 1; number <= 5; number += 1) await store.runs.keep(run(number));
    await store.runs.keep(run(6, { kind: 'rebuild', state: 'Failed' }));
    const ids = async (filter: object) => {
      const found = await store.runs.list('first', { pageNumber: 1, pageSize: 2, ...filter });
      return [found.totalCount, ...found.items.map(({ runId }) => runId)];
    };
    assert.deepEqual(await ids({}), [6, 'run-6', 'run-5']);
    assert.deepEqual(await ids({ pageNumber: 3 }), [6, 'run-2', 'run-1']);
    assert.deepEqual(await ids({ kinds: ['rebuild'] }), [1, 'run-6']);
    assert.deepEqual(await ids({ states: ['Succeeded'], sinceMs: 2000, untilMs: 4000 }), [
      2,
      'run-3',
      'run-2',
    ]);
    assert.deepEqual(await ids({ kinds: ['replay'] }), [0]);
  });

  it('keeps a run once, as it stands last', async () => {
    await store.runs.keep(run(7, { state: 'Running', endedAtMs: null }));
    await store.runs.keep(run(7, { detail: { replacedFiles: 3 } }));
    const kept = await store.runs.find('first', 'run-7');
    assert.deepEqual([kept.state, kept.detail], ['Succeeded', { replacedFiles: 3 }]);
  });

  it('finds no run of another project', () =>
    assert.rejects(
      store.runs.find('other', 'run-1'),
      (error) => error instanceof CodedError && error.code === 'NOT_FOUND',
    ));

  it('ends runs that a crash left behind', async () => {
    await store.runs.keep(run(8, { state: 'Running', endedAtMs: null }));
    await store.runs.failAbandoned(9000);
    const left = await store.runs.find('first', 'run-8');
    assert.deepEqual(
      [left.state, left.endedAtMs, left.failure?.code],
      ['Failed', 9000, 'ENGINE_UNAVAILABLE'],
    );
  });
});
