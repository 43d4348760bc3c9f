import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isProjectId, type StoreLayout, storeLayout } from '@millstream/core';
import { recoverSegments } from './recover-segments.ts';

describe('recovery of segments', () => {
  let folder = '';
  let layout: StoreLayout;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'millstream-recover-'));
    const projectId = 'first';
    assert.ok(isProjectId(projectId));
    layout = storeLayout(folder, projectId);
    await mkdir(layout.wal, { recursive: true });
    await mkdir(layout.sealed, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));
  const line = (ms: number) => `{"rid":"r${ms}","ingest_time":${ms}}\n`;
  const write = (name: string, content: string) => writeFile(join(layout.wal, name), content);

  it('seals what is whole under the time of its first record and its count', async () => {
    await write(
      '1700000000000-w1.a-000003.open',
      `${line(1700000000500)}${line(1700000000600)}{"rid":${'\0'.repeat(50)}`,
    );
    const recovered = await recoverSegments(layout, () => true);
    assert.deepEqual(recovered, [
      { fileName: '1700000000500-w1.a-000003-2.ndjson', records: 2, cutBytes: 57 },
    ]);
    const sealed = await readFile(join(layout.sealed, '1700000000500-w1.a-000003-2.ndjson'), 'utf8');
    assert.equal(sealed, line(1700000000500) + line(1700000000600));
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('leaves segments of living writers alone', async () => {
    await write('1700000000000-w1.a-000000.open', line(1700000000500));
    assert.deepEqual(await recoverSegments(layout, (writer) => writer !== 'w1.a'), []);
    assert.deepEqual(await readdir(layout.wal), ['1700000000000-w1.a-000000.open']);
  });

  it('removes a segment without a whole record', async () => {
    await write('1700000000000-w1.a-000000.open', '\0'.repeat(100));
    assert.deepEqual(await recoverSegments(layout, () => true), []);
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('does nothing more when run again', async () => {
    await write('1700000000000-w1.a-000000.open', `${line(1700000000500)}torn`);
    await recoverSegments(layout, () => true);
    const names = await readdir(layout.sealed);
    assert.deepEqual(await recoverSegments(layout, () => true), []);
    assert.deepEqual(await readdir(layout.sealed), names);
  });

  it('goes on after a crash that left a half-written clean copy', async () => {
    await write('1700000000000-w1.a-000000.open', `${line(1700000000500)}torn`);
    await write('1700000000000-w1.a-000000.open.clean', line(1700000000500).slice(0, 5));
    await recoverSegments(layout, () => true);
    assert.deepEqual(await readdir(layout.sealed), ['1700000000500-w1.a-000000-1.ndjson']);
    assert.deepEqual(await readdir(layout.wal), []);
  });

  it('takes a store that was never used as empty', async () => {
    await rm(layout.wal, { recursive: true });
    assert.deepEqual(await recoverSegments(layout, () => true), []);
  });
});
