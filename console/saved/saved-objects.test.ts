import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Clock, CodedError } from '@millstream/core';
import { openConsoleDatabase } from '../store/console-database.ts';
import { SaveConflictError } from './save-conflict-error.ts';
import { analysisKind, annotationKind, dashboardKind, explorationKind } from './saved-kinds.ts';
import { createSavedObjects } from './saved-objects.ts';

const folder = mkdtempSync(join(tmpdir(), 'saved-objects-'));
after(() => rmSync(folder, { recursive: true }));
const dayMs = 86_400_000;
let stores = 0;

/** A store of its own whose clock the test sets and whose ids count. */
async function openStore() {
  const database = await openConsoleDatabase(join(folder, `${stores++}.sqlite`));
  let nowMs = Date.parse('2026-03-09T12:00:00Z');
  let ids = 0;
  const clock: Clock = { now: () => nowMs, monotonic: () => nowMs };
  const parts = { database, clock, newId: () => `id${++ids}` };
  return {
    dashboards: createSavedObjects(dashboardKind, parts),
    explorations: createSavedObjects(explorationKind, parts),
    analyses: createSavedObjects(analysisKind, parts),
    annotations: createSavedObjects(annotationKind, parts),
    pass: (ms: number) => {
      nowMs += ms;
    },
    [Symbol.asyncDispose]: () => database.destroy(),
  };
}

function dashboard(name: string, tiles: readonly object[] = []) {
  return { version: 1, name, sheets: [{ id: 's1', name: 'Sheet 1', tiles }] };
}

function hasCode(code: string) {
  return (error: unknown) => error instanceof CodedError && error.code === code;
}

const at = { projectId: 'first', appId: 'shop' };

describe('saved objects', () => {
  it('keep what was saved, with author, time and version', async () => {
    await using store = await openStore();
    const name = `a"b'c\\%_\u0000漢 ${'x'.repeat(200)}`;
    const created = await store.dashboards.create({ ...at, body: dashboard(name), author: 'mei' });
    store.pass(1000);
    const change = {
      appId: 'shop',
      id: created.id,
      expectedVersion: 1,
      author: 'ana',
      body: dashboard('KPIs'),
    };
    const saved = await store.dashboards.save(change);
    assert.equal(created.body.name, name);
    assert.deepEqual(
      [saved.version, saved.createdBy, saved.updatedBy, saved.updatedAtMs - saved.createdAtMs, saved.name],
      [2, 'mei', 'ana', 1000, 'KPIs'],
    );
    assert.deepEqual(await store.dashboards.read(saved), saved);
    assert.deepEqual(await store.dashboards.readAll('shop'), [saved]);
    assert.deepEqual(await store.dashboards.list('other'), []);
  });

  it('refuse a write over one that its writer has not seen and show both sides', async () => {
    await using store = await openStore();
    const { id } = await store.dashboards.create({ ...at, body: dashboard('base'), author: 'mei' });
    const change = { appId: 'shop', id, expectedVersion: 1 };
    await store.dashboards.save({ ...change, author: 'mei', body: dashboard('theirs') });
    const refused = store.dashboards.save({ ...change, author: 'ana', body: dashboard('yours') });
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof SaveConflictError);
      const { conflict, code, details } = error.toJSON();
      const nameOf = (body: unknown) => dashboardKind.schema.parse(body).name;
      assert.equal(code, 'SAVE_CONFLICT');
      assert.equal(details.author, 'mei');
      assert.deepEqual([conflict.theirs.version, nameOf(conflict.theirs.body)], [2, 'theirs']);
      assert.deepEqual([conflict.yours.version, nameOf(conflict.yours.body)], [1, 'yours']);
      assert.deepEqual(nameOf(conflict.base?.body), 'base');
      return true;
    });
    assert.equal((await store.dashboards.read({ appId: 'shop', id }))?.name, 'theirs');
  });

  it('let only one of many writers at the same time win', async () => {
    await using store = await openStore();
    const { id } = await store.dashboards.create({ ...at, body: dashboard('base'), author: 'mei' });
    const writers = Array.from({ length: 20 }, (_, writer) =>
      store.dashboards.save({
        appId: 'shop',
        id,
        expectedVersion: 1,
        author: `w${writer}`,
        body: dashboard(`by w${writer}`),
      }),
    );
    const outcomes = await Promise.allSettled(writers);
    const won = outcomes.filter(({ status }) => status === 'fulfilled');
    const lost = outcomes.filter((o) => o.status === 'rejected' && hasCode('SAVE_CONFLICT')(o.reason));
    assert.deepEqual([won.length, lost.length], [1, 19]);
    assert.equal((await store.dashboards.versions({ appId: 'shop', id })).length, 2);
  });

  it('keep the last 20 versions and bring one back as the newest', async () => {
    await using store = await openStore();
    const { id } = await store.dashboards.create({ ...at, body: dashboard('v1'), author: 'mei' });
    for (let version = 1; version < 25; version += 1) {
      const body = dashboard(`v${version + 1}`);
      await store.dashboards.save({ appId: 'shop', id, expectedVersion: version, author: 'mei', body });
    }
    const kept = await store.dashboards.versions({ appId: 'shop', id });
    assert.deepEqual(
      kept.map(({ version }) => version),
      Array.from({ length: 20 }, (_, index) => 25 - index),
    );
    const restoration = { appId: 'shop', id, expectedVersion: 25, author: 'ana' };
    const restored = await store.dashboards.restore({ ...restoration, version: 10 });
    assert.deepEqual([restored.version, restored.name, restored.updatedBy], [26, 'v10', 'ana']);
    const [newest] = await store.dashboards.versions({ appId: 'shop', id });
    assert.equal(newest?.restoredFrom, 10);
    await assert.rejects(
      store.dashboards.restore({ ...restoration, expectedVersion: 26, version: 3 }),
      hasCode('NOT_FOUND'),
    );
    await assert.rejects(store.dashboards.restore({ ...restoration, version: 10 }), hasCode('SAVE_CONFLICT'));
  });

  it('are gone when deleted, can be brought back, and are forgotten after 30 days', async () => {
    await using store = await openStore();
    const { id } = await store.dashboards.create({ ...at, body: dashboard('kept'), author: 'mei' });
    const removal = { appId: 'shop', id, expectedVersion: 1, author: 'ana' };
    await store.dashboards.remove(removal);
    assert.equal(await store.dashboards.read(removal), null);
    assert.deepEqual(await store.dashboards.list('shop'), []);
    await assert.rejects(store.dashboards.remove(removal), hasCode('NOT_FOUND'));
    const late = { ...removal, body: dashboard('late') };
    await assert.rejects(store.dashboards.save(late), (error) => {
      assert.ok(error instanceof SaveConflictError);
      assert.deepEqual([error.conflict.theirs.body, error.conflict.theirs.author], [null, 'ana']);
      return true;
    });
    assert.equal((await store.dashboards.bringBack(removal)).name, 'kept');
    await assert.rejects(
      store.dashboards.remove({ ...removal, expectedVersion: 7 }),
      hasCode('SAVE_CONFLICT'),
    );
    await store.dashboards.remove(removal);
    store.pass(31 * dayMs);
    const other = await store.dashboards.create({ ...at, body: dashboard('other'), author: 'mei' });
    await store.dashboards.remove({ ...other, expectedVersion: 1, author: 'mei' });
    await assert.rejects(store.dashboards.bringBack(removal), hasCode('NOT_FOUND'));
    assert.deepEqual(await store.dashboards.versions(removal), []);
  });

  it('refuse a content that is not valid and name each place', async () => {
    await using store = await openStore();
    const tile = { kind: 'text', id: 't', x: 30, y: 0, w: 12, h: 4, text: '' };
    const body = { ...dashboard('', [tile]), extra: 1 };
    await assert.rejects(store.dashboards.create({ ...at, body, author: 'mei' }), (error) => {
      assert.ok(error instanceof CodedError && error.code === 'SAVED_OBJECT_INVALID');
      for (const place of ['name: is empty', 'sheets.0.tiles.0.w: ends right', 'extra']) {
        assert.ok(error.message.includes(place), `${place} is not in ${error.message}`);
      }
      return true;
    });
  });

  it('keep a content that is nested deeply and refuse one that is too long', async () => {
    await using store = await openStore();
    let deep: object = { segment: ['deep'] };
    for (let level = 0; level < 100_000; level += 1) deep = { deep };
    const body = { version: 1, title: 'deep', dataset: 'Events', charts: [deep] };
    const { id } = await store.analyses.create({ ...at, body, author: 'mei' });
    assert.equal((await store.analyses.read({ appId: 'shop', id }))?.name, 'deep');
    const long = { ...body, charts: [{ text: 'x'.repeat(4_000_000) }] };
    await assert.rejects(
      store.analyses.create({ ...at, body: long, author: 'mei' }),
      hasCode('SAVED_OBJECT_INVALID'),
    );
  });

  it('of one id and another kind or app are others', async () => {
    await using store = await openStore();
    const charts = { version: 1, title: 'same id', dataset: 'Events', charts: [{}] };
    await store.analyses.create({ ...at, id: 'x', body: charts, author: 'mei' });
    await store.dashboards.create({ ...at, id: 'x', body: dashboard('d'), author: 'mei' });
    await store.dashboards.create({ ...at, appId: 'web', id: 'x', body: dashboard('w'), author: 'mei' });
    const taken = store.dashboards.create({ ...at, id: 'x', body: dashboard('d2'), author: 'ana' });
    await assert.rejects(taken, hasCode('SAVE_CONFLICT'));
    await store.dashboards.remove({ appId: 'shop', id: 'x', expectedVersion: 1, author: 'mei' });
    assert.equal((await store.dashboards.read({ appId: 'web', id: 'x' }))?.name, 'w');
    assert.equal((await store.analyses.read({ appId: 'shop', id: 'x' }))?.name, 'same id');
  });
});

describe('questions that are kept', () => {
  const question = {
    version: 1,
    projectId: 'first',
    appId: 'shop',
    kind: 'event',
    time: { type: 'relative', lastN: 7, unit: 'day' },
    event: { metrics: [{ event: '_page_view', measure: { type: 'userCount' } }] },
  };
  const tile = { kind: 'kpi', id: 't', x: 0, y: 0, w: 4, h: 4, title: 'Users' };
  const broken = [
    { name: 'of an unknown kind', spec: { ...question, kind: 'mood' }, problem: /kind/ },
    { name: 'of another app', spec: { ...question, appId: 'web' }, problem: /appId: names another app/ },
  ];
  for (const { name, spec, problem } of broken) {
    it(`${name} are refused with their place`, async () => {
      await using store = await openStore();
      const isNamed = (place: string) => (error: unknown) => {
        assert.ok(error instanceof CodedError && error.code === 'SPEC_INVALID');
        assert.match(error.message, problem);
        assert.ok(error.message.includes(place), error.message);
        return true;
      };
      const exploration = { version: 1, title: 'x', spec };
      const saved = store.explorations.create({ ...at, body: exploration, author: 'mei' });
      await assert.rejects(saved, isNamed('/spec'));
      const shown = store.dashboards.create({
        ...at,
        body: dashboard('d', [{ ...tile, spec }]),
        author: 'mei',
      });
      await assert.rejects(shown, isNamed('/sheets/0/tiles/0/spec'));
      assert.deepEqual(await store.dashboards.readAll('shop'), []);
    });
  }
});

describe('drafts', () => {
  it('are one for each person and object, and end when the person saves', async () => {
    await using store = await openStore();
    const { id } = await store.dashboards.create({ ...at, body: dashboard('base'), author: 'mei' });
    const draft = { appId: 'shop', id, baseVersion: 1, person: 'mei', body: { half: 'written' } };
    await store.dashboards.drafts.save(draft);
    await store.dashboards.drafts.save({ ...draft, person: 'ana', body: 'hers' });
    store.pass(1000);
    await store.dashboards.drafts.save({ ...draft, body: { half: 'more' } });
    assert.deepEqual((await store.dashboards.drafts.read(draft, 'mei'))?.body, { half: 'more' });
    await store.dashboards.save({
      appId: 'shop',
      id,
      expectedVersion: 1,
      author: 'mei',
      body: dashboard('done'),
    });
    assert.equal(await store.dashboards.drafts.read(draft, 'mei'), null);
    assert.equal((await store.dashboards.drafts.read(draft, 'ana'))?.body, 'hers');
    await store.dashboards.drafts.discard(draft, 'ana');
    assert.deepEqual(await store.dashboards.drafts.list('shop', 'ana'), []);
  });

  it('are kept for 30 days', async () => {
    await using store = await openStore();
    const draft = { appId: 'shop', id: 'new', baseVersion: 0, person: 'mei', body: 1 };
    await store.annotations.drafts.save(draft);
    store.pass(30 * dayMs);
    assert.equal((await store.annotations.drafts.list('shop', 'mei')).length, 1);
    store.pass(1);
    assert.equal(await store.annotations.drafts.read(draft, 'mei'), null);
  });
});
