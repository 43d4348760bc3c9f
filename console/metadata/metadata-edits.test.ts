import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError } from '@millstream/core';
import { emptyMetadataEdit } from '@millstream/studio';
import { openConsoleStore } from '../console-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'metadata-edits-'));
after(() => rmSync(folder, { recursive: true }));

function hasCode(code: string) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}

describe('metadata edits', () => {
  it('are kept with author, time, version and history, apart for each app', async () => {
    let nowMs = 1_000;
    const clock = { now: () => nowMs, monotonic: () => 0 };
    const { metadataEdits, apps, close } = await openConsoleStore(join(folder, 'edits.sqlite'), clock);
    const [web] = await apps.list();
    assert.ok(web);
    await apps.add(web.projectId, 'shop', {});
    const entity = { appId: 'web', entityId: `event:${'add "to" cart'.repeat(20)}` };
    const edit = {
      ...emptyMetadataEdit,
      displayNames: { 'en-US': 'Added', 'zh-CN': '加入' },
      isHidden: true,
    };
    const first = await metadataEdits.save({ ...entity, edit, expectedVersion: 0, author: 'mei' });
    assert.deepEqual(first, { ...entity, edit, version: 1, author: 'mei', editedAtMs: 1_000 });
    nowMs = 2_000;
    const change = { ...entity, edit: { ...emptyMetadataEdit, tags: ['cart'] }, expectedVersion: 1 };
    const second = await metadataEdits.save({ ...change, author: 'ana' });
    assert.deepEqual(await metadataEdits.read('web', entity.entityId), second);
    assert.deepEqual(await metadataEdits.list('web'), [second]);
    assert.deepEqual(await metadataEdits.list('shop'), []);
    assert.deepEqual(await metadataEdits.history('web', entity.entityId), [second, first]);
    assert.equal(await metadataEdits.read('shop', entity.entityId), null);
    await assert.rejects(metadataEdits.save({ ...change, author: 'bob' }), hasCode('SAVE_CONFLICT'));
    await assert.rejects(
      metadataEdits.save({ ...change, expectedVersion: 0, author: 'bob' }),
      hasCode('SAVE_CONFLICT'),
    );
    await assert.rejects(
      metadataEdits.save({ ...change, appId: 'nobody', expectedVersion: 0, author: 'bob' }),
      hasCode('NOT_FOUND'),
    );
    await close();
  });
});
