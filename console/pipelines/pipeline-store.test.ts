import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CodedError, type ProjectId, systemClock } from '@millstream/core';
import { type ConsoleStore, openConsoleStore } from '../console-store.ts';
import { deployPlan, nothingRuns } from './deploy-plan.ts';
import { pipelineSpecSchema } from './pipeline-spec.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipeline-store-'));
const path = join(folder, 'console.sqlite');
const first = 'first' as ProjectId;
const spec = pipelineSpecSchema.parse({});
const other = pipelineSpecSchema.parse({ ingestion: { port: 9000 } });
let store: ConsoleStore;
before(async () => {
  store = await openConsoleStore(path, systemClock);
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const hasCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;

describe('store of pipelines', () => {
  it('keeps one pipeline a project', async () => {
    await store.pipelines.create(first, spec, 'mei');
    await assert.rejects(store.pipelines.create(first, spec, 'li'), hasCode('PIPELINE_EXISTS'));
    assert.match((await store.pipelines.find(first))?.pipelineId ?? '', /^[0-9a-f]{32}$/);
  });

  it('changes only the version that the writer saw', async () => {
    const changed = await store.pipelines.change(first, { spec: other, expectedVersion: 1, author: 'li' });
    assert.deepEqual([changed.version, changed.updatedBy], [2, 'li']);
    const stale = store.pipelines.change(first, { spec, expectedVersion: 1, author: 'mei' });
    await assert.rejects(stale, hasCode('PIPELINE_VERSION_STALE'));
    assert.deepEqual((await store.pipelines.find(first))?.spec, other);
  });

  it('keeps every version with its author', async () => {
    const versions = await store.pipelines.versions(first);
    assert.deepEqual(
      versions.map(({ version, author, spec: { ingestion } }) => [version, author, ingestion.port]),
      [
        [2, 'li', 9000],
        [1, 'mei', 8080],
      ],
    );
  });

  it('knows after a restart how far an action went', async () => {
    const { steps } = deployPlan(nothingRuns, other);
    await store.pipelines.begin(first, { action: 'Update', steps });
    await store.close();
    store = await openConsoleStore(path, systemClock);
    const found = await store.pipelines.find(first);
    assert.deepEqual([found?.execution, found?.lastAction], ['running', 'Update']);
    assert.deepEqual(new Set(found?.steps.map(({ state }) => state)), new Set(['waiting']));
  });

  it('tells why an action failed, and forgets that once it succeeded', async () => {
    const failure = { code: 'PORT_UNAVAILABLE', message: 'm', action: 'a', effect: 'e' } as const;
    await store.pipelines.end(first, failure);
    const failed = await store.pipelines.find(first);
    assert.deepEqual([failed?.execution, failed?.failure, failed?.appliedVersion], ['failed', failure, null]);
    await store.pipelines.begin(first, { action: 'Update', steps: [] });
    await store.pipelines.end(first, null);
    const done = await store.pipelines.find(first);
    assert.deepEqual([done?.execution, done?.failure, done?.appliedVersion], ['succeeded', null, 2]);
  });
});
