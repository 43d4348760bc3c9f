import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CodedError, type ProjectId, systemClock } from '@millstream/core';
import { type ConsoleStore, openConsoleStore } from '../console-store.ts';
import { projectSettingsSchema, proposeProjectId } from './project.ts';

const folder = mkdtempSync(join(tmpdir(), 'projects-'));
let store: ConsoleStore;
before(async () => {
  store = await openConsoleStore(join(folder, 'console.sqlite'), systemClock);
});
after(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const hasCode = (code: string) => (error: unknown) => error instanceof CodedError && error.code === code;
const settings = projectSettingsSchema.parse({ name: 'Shop' });
const by = { operator: 'mei' };

describe('projects', () => {
  it('have the fields that were chosen and who changed them last', async () => {
    const { projectRegistry } = store;
    await projectRegistry.add('shop', settings, by);
    const changed = await projectRegistry.set('shop', { emails: 'a@b.cc, d@e.ff' }, 'li');
    assert.deepEqual(
      [changed.name, changed.environment, changed.emails, changed.operator],
      ['Shop', 'Prod', 'a@b.cc, d@e.ff', 'li'],
    );
  });

  for (const [id, code] of [
    ['Shop', 'PROJECT_ID_INVALID'],
    ['_shop', 'PROJECT_ID_INVALID'],
    ['1shop', 'PROJECT_ID_INVALID'],
    ['a'.repeat(128), 'PROJECT_ID_INVALID'],
    ['first', 'PROJECT_EXISTS'],
  ] as const) {
    it(`are refused the id ${id.slice(0, 20)} with ${code}`, () =>
      assert.rejects(store.projectRegistry.add(id, settings, by), hasCode(code)));
  }

  const invalid = [
    { name: '  ' },
    { name: 'x', description: 'd'.repeat(1025) },
    { name: 'x', emails: 'nobody' },
    { name: 'x', environment: 'Moon' },
  ];
  for (const value of invalid) {
    it(`refuse ${JSON.stringify(value).slice(0, 60)}`, () => {
      assert.equal(projectSettingsSchema.safeParse(value).success, false);
    });
  }

  it('that are deleted with their data kept come back with their apps', async () => {
    const { projectRegistry, apps } = store;
    await projectRegistry.add('news', settings, by);
    await apps.add('news' as ProjectId, 'paper', {});
    await apps.add('news' as ProjectId, 'gone', {});
    await apps.hide('gone', 'mei');
    await projectRegistry.hide('news', 'mei');
    const names = async () => (await apps.list()).map(({ appId }) => appId);
    assert.deepEqual([await projectRegistry.standingOf('news'), await names()], ['deleted', ['web']]);
    await assert.rejects(projectRegistry.add('news', settings, by), hasCode('PROJECT_EXISTS'));
    await projectRegistry.add('news', settings, { ...by, adopt: true });
    assert.deepEqual(await names(), ['paper', 'web']);
  });

  it('that are forgotten leave their ids free', async () => {
    await store.projectRegistry.forget('news');
    assert.equal(await store.projectRegistry.standingOf('news'), 'free');
    await store.apps.add('first' as ProjectId, 'paper', {});
  });

  it('are offered an id made from their name', () => {
    const ids = ['My Shop!', '店', '9 lives'].map((name) => proposeProjectId(name, () => 0));
    assert.deepEqual(ids, ['my_shop_0000', 'project_0000', 'lives_0000']);
  });
});
