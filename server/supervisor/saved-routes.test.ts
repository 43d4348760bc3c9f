import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ConsoleStore, openConsoleStore } from '@millstream/console';
import { silentLogger, systemClock } from '@millstream/core';
import { type Access, openAccess } from '../api/open-access.ts';
import type { TypedApi } from '../api/typed-api.ts';
import { storeOnlySupervisor } from '../test-support/store-only-supervisor.ts';
import { createApi } from './api.ts';

const folder = mkdtempSync(join(tmpdir(), 'saved-routes-'));
let store: ConsoleStore;
let access: Access;
let api: TypedApi;

before(async () => {
  store = await openConsoleStore(join(folder, 'console.sqlite'), systemClock);
  access = await openAccess(folder, systemClock, silentLogger);
  const engineSocket = join(folder, 'no-engine.sock');
  const outside = {
    engineSocket,
    token: 'secret',
    access,
    isOnLoopback: true,
    dataDir: folder,
    clock: systemClock,
    logger: silentLogger,
  };
  api = await createApi({ supervisor: storeOnlySupervisor(store), ...outside });
});
after(async () => {
  await api.close();
  await access[Symbol.asyncDispose]();
  await store.close();
  rmSync(folder, { recursive: true });
});

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object, person = 'mei') {
  const answer = await api.inject({
    method,
    url: `/api/apps/web/${path}`,
    headers: { authorization: 'Bearer secret', 'x-millstream-person': encodeURIComponent(person) },
    ...(body === undefined ? {} : { payload: body }),
  });
  return { status: answer.statusCode, json: answer.json() };
}

const dashboard = (name: string) => ({ version: 1, name, sheets: [{ id: 's1', name: 'Sheet 1' }] });

describe('calls for saved objects', () => {
  it('need the token', async () => {
    const { statusCode } = await api.inject({ method: 'GET', url: '/api/apps/web/dashboards' });
    assert.equal(statusCode, 401);
  });

  it('take a dashboard through its whole life', async () => {
    const created = await call('POST', 'dashboards', { body: dashboard('KPIs') }, '梅');
    assert.deepEqual([created.status, created.json.version, created.json.createdBy], [200, 1, '梅']);
    const one = `dashboards/${created.json.id}`;
    const tile = { kind: 'text', text: 'Hello' };
    const cards = `${one}/sheets/s1/cards`;
    const first = await call('POST', cards, { version: 1, tile: { ...tile, h: 3 } });
    const second = await call('POST', cards, { version: 2, tile });
    const places = second.json.dashboard.body.sheets[0].tiles;
    assert.deepEqual(
      places.map(({ x, y, w, h }: Record<string, number>) => [x, y, w, h]),
      [
        [0, 0, 36, 3],
        [0, 3, 36, 12],
      ],
    );
    assert.equal(places[0].id, first.json.tileId);
    assert.equal((await call('POST', `${one}/sheets/none/cards`, { version: 3, tile })).status, 404);
    const restored = await call('POST', `${one}/versions/1/restore`, { version: 3 });
    assert.deepEqual([restored.json.version, restored.json.body.sheets[0].tiles], [4, []]);
    assert.equal((await call('GET', `${one}/versions`)).json.length, 4);
    assert.equal((await call('DELETE', `${one}?version=4`)).status, 200);
    assert.equal((await call('GET', one)).status, 404);
    assert.equal((await call('POST', `${one}/undelete`)).json.version, 4);
    assert.deepEqual(
      (await call('GET', 'dashboards')).json.map(({ name }: { name: string }) => name),
      ['KPIs'],
    );
  });

  it('answer a conflict with both sides', async () => {
    const { json } = await call('POST', 'dashboards', { body: dashboard('base') });
    await call('PUT', `dashboards/${json.id}`, { version: 1, body: dashboard('theirs') }, 'ana');
    const refused = await call('PUT', `dashboards/${json.id}`, { version: 1, body: dashboard('yours') });
    const { error } = refused.json;
    assert.deepEqual([refused.status, error.code], [409, 'SAVE_CONFLICT']);
    const { theirs, yours, base } = error.conflict;
    assert.deepEqual(
      [theirs.body.name, theirs.author, theirs.version, yours.body.name, base.body.name],
      ['theirs', 'ana', 2, 'yours', 'base'],
    );
  });

  it('reach every id that they take, whatever it is made of', async () => {
    for (const id of ['x'.repeat(255), '漢'.repeat(255), '../..', 'a/b?c#d%']) {
      const created = await call('POST', 'dashboards', { id, body: dashboard('long') });
      assert.equal(created.status, 200);
      const one = `dashboards/${encodeURIComponent(id)}`;
      assert.equal((await call('GET', one)).json.id, id);
      assert.equal((await call('DELETE', `${one}?version=1`)).status, 200);
    }
    for (const id of ['x'.repeat(256), '', '.', '..']) {
      const { json } = await call('POST', 'dashboards', { id, body: dashboard('long') });
      assert.equal(json.error?.code, 'USAGE', id);
    }
  });

  it('say what there is none of', async () => {
    const missing = [
      ['web/annotations/x', 'Annotation x'],
      ['nobody/annotations', 'App nobody'],
      ['nobody/segments', 'App nobody'],
    ];
    for (const [path, what] of missing) {
      const answer = await call('GET', `../${path}`);
      assert.deepEqual([answer.status, answer.json.error.details.what], [404, what]);
    }
  });

  it('try no segment of another app than that of the path', async () => {
    const spec = { version: 1, name: 'x', projectId: 'first', appId: 'shop', imported: true };
    const { json } = await call('POST', 'segments/check', { spec });
    assert.equal(json.error.code, 'USAGE');
  });

  it('keep a draft for each person', async () => {
    const draft = { version: 0, body: { half: 'done' } };
    await call('PUT', 'annotations/new/draft', draft);
    assert.deepEqual((await call('GET', 'annotations/new/draft')).json.body, { half: 'done' });
    assert.equal((await call('GET', 'annotations/new/draft', undefined, 'ana')).status, 404);
    assert.equal((await call('GET', 'annotations-drafts')).json.length, 1);
    await call('DELETE', 'annotations/new/draft');
    assert.deepEqual((await call('GET', 'annotations-drafts')).json, []);
  });

  const refused = [
    { what: 'an invalid content', body: { body: dashboard(' ') }, code: 'SAVED_OBJECT_INVALID' },
    { what: 'no content', body: { id: 'x' }, code: 'USAGE' },
    { what: 'an unknown key', body: { body: dashboard('x'), more: 1 }, code: 'USAGE' },
  ];
  for (const { what, body, code } of refused) {
    it(`refuse ${what} with ${code}`, async () => {
      const { status, json } = await call('POST', 'dashboards', body);
      assert.deepEqual([status, json.error.code], [400, code]);
    });
  }

  it('refuse an app that is not registered', async () => {
    const answer = await api.inject({
      method: 'POST',
      url: '/api/apps/nobody/dashboards',
      headers: { authorization: 'Bearer secret' },
      payload: { body: dashboard('x') },
    });
    assert.equal(answer.statusCode, 404);
  });
});

describe('calls for traffic rules', () => {
  it('edit, check and publish, and keep test cases', async () => {
    const { json: current } = await call('GET', 'traffic');
    assert.deepEqual([current.version, current.isOwn], [0, false]);
    const leaf = { field: 'traffic_source_medium', op: 'eq', value: 'radio' };
    const entry = { id: 'radio', channel: 'Radio', condition: { 'op::and': [leaf] } };
    const edits = [{ action: 'add', list: 'channels', entry }];
    const { json: edited } = await call('POST', 'traffic/edit', { edits });
    assert.equal(edited.checked.kind, 'valid');
    const published = await call('PUT', 'traffic', { version: 0, rules: edited.rules });
    assert.deepEqual([published.status, published.json.version], [200, 1]);
    const late = await call('PUT', 'traffic', { version: 0, rules: edited.rules }, 'ana');
    assert.deepEqual([late.status, late.json.error.conflict.theirs.author], [409, 'mei']);

    const visit = { url: 'https://a.b/?utm_source=x&utm_medium=radio' };
    const cases = [
      { name: 'radio', visit, expected: { channelGroup: 'Radio' } },
      { name: 'wrong', visit, expected: { channelGroup: 'Email', source: 'x' } },
    ];
    await call('PUT', 'traffic/cases', { version: 0, body: { version: 1, cases } });
    const { json: outcomes } = await call('POST', 'traffic/cases/run', {});
    assert.deepEqual(
      outcomes.map(({ name, isAsExpected, differences }: Record<string, unknown>) => [
        name,
        isAsExpected,
        differences,
      ]),
      [
        ['radio', true, []],
        ['wrong', false, [{ field: 'channelGroup', expected: 'Email', actual: 'Radio' }]],
      ],
    );
  });

  it('say that the engine is not there when a preview is asked for', async () => {
    const { status, json } = await call('POST', 'traffic/preview', {});
    assert.deepEqual([status, json.error.code], [503, 'ENGINE_UNAVAILABLE']);
  });

  it('keep a draft of rules', async () => {
    await call('PUT', 'traffic/draft', { version: 1, body: { channels: 'half' } });
    assert.deepEqual((await call('GET', 'traffic/draft')).json.draft.body, { channels: 'half' });
    await call('DELETE', 'traffic/draft');
    assert.deepEqual((await call('GET', 'traffic/draft')).json, { draft: null });
  });
});
