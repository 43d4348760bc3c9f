import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CodedError, type ProjectId, systemClock } from '@millstream/core';
import { openConsoleStore } from './console-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'console-store-'));
after(() => rmSync(folder, { recursive: true }));
const first = 'first' as ProjectId;

function hasCode(code: string) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}

describe('console store', () => {
  it('gives an empty store the project first with the app web', async () => {
    const store = await openConsoleStore(join(folder, 'new.sqlite'), systemClock);
    assert.deepEqual(
      (await store.projects()).map(({ id }) => id),
      ['first'],
    );
    assert.deepEqual(
      (await store.apps.list()).map(({ appId, timeZone }) => [appId, timeZone]),
      [['web', 'UTC']],
    );
    await store.close();
  });

  it('keeps apps and their changed settings over a restart', async () => {
    const path = join(folder, 'kept.sqlite');
    const store = await openConsoleStore(path, systemClock);
    await store.apps.add(first, 'shop', { timeZone: 'Europe/Berlin' });
    await store.apps.set('shop', { strictIntegrity: true, enabled: false });
    await store.close();
    const again = await openConsoleStore(path, systemClock);
    const shop = (await again.apps.list()).find(({ appId }) => appId === 'shop');
    assert.deepEqual(
      [shop?.timeZone, shop?.strictIntegrity, shop?.enabled, shop?.name],
      ['Europe/Berlin', true, false, 'shop'],
    );
    await again.close();
  });

  const refused = [
    { appId: '1st', settings: {}, code: 'APP_ID_INVALID' },
    { appId: 'a/b', settings: {}, code: 'APP_ID_INVALID' },
    { appId: 'web', settings: {}, code: 'APP_EXISTS' },
    { appId: 'WEB', settings: {}, code: 'APP_EXISTS' },
    { appId: 'ok', settings: { timeZone: 'Mars/Base' }, code: 'TIME_ZONE_INVALID' },
  ];
  for (const { appId, settings, code } of refused) {
    it(`refuses to add ${appId} ${JSON.stringify(settings)} with ${code}`, async () => {
      const store = await openConsoleStore(join(folder, 'refused.sqlite'), systemClock);
      await assert.rejects(store.apps.add(first, appId, settings), hasCode(code));
      await store.close();
    });
  }
});
