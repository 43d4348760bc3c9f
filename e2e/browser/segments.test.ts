// Segments through the pages: made with real clicks, counted live and exactly, refreshed, imported, exported, deleted.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { until } from './demo-places.ts';
import { problemsOf, untilSettled } from './look-at-page.ts';
import type { Console } from './open-console.ts';
import { openShop } from './open-shop.ts';

const base = '/analytics/first/app/shop/segments';

interface Outcome {
  readonly segmentUsers: number;
  readonly segmentUserKeys: number;
}

interface Overview {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly latest: { readonly status: string } | null;
  readonly inUse: { readonly users: number } | null;
}

/** Criteria of users that bought at least `times` in the last 30 days. */
function buyers(name: string, times: number) {
  const condition = {
    type: 'userEvent',
    done: true,
    event: { event: 'purchase' },
    metric: { type: 'total' },
    operator: '>=',
    value: [times],
  };
  const group = {
    range: { type: 'relative', lastN: 30, unit: 'day' },
    op: 'and',
    filters: [{ op: 'or', conditions: [condition] }],
  };
  return { version: 1, name, projectId: 'first', appId: 'shop', criteria: { op: 'and', groups: [group] } };
}

async function choose(page: Page, label: RegExp, option: string | RegExp, at = 0): Promise<void> {
  await page.getByRole('button', { name: label }).nth(at).click();
  await page.getByRole('option', { name: option }).first().click();
  // The next list must not be taken for this one.
  await page.getByRole('option').first().waitFor({ state: 'detached' });
}

describe('segments in the browser', () => {
  let console: Console;
  before(async () => {
    console = await openShop();
  });
  after(() => console[Symbol.asyncDispose]());

  async function listed(name: string): Promise<Overview> {
    const list = await console.call<readonly Overview[]>('GET', '/segments?app=shop');
    const found = list.find((segment) => segment.name === name);
    assert.ok(found, `${name} is listed`);
    return found;
  }

  it('says why there are none and what a segment is', async () => {
    const page = await console.open(base);
    await page.getByText('No segments yet. A segment is a saved group of users.').waitFor();
    await untilSettled(page);
    assert.deepEqual(await problemsOf(page), []);
    await page.context().close();
  });

  it('are made by choosing, counted while they are made, and exactly when they are saved', async () => {
    const page = await console.open(`${base}/new`, { height: 1200 });
    await page.getByText('Complete the definition to count it.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Buyers <b>twice</b>');
    await choose(page, /^Event/, /purchase/);
    await page.getByRole('spinbutton', { name: 'Value' }).fill('2');
    const expected = await console.call<Outcome>('POST', '/apps/shop/segments/preview', {
      spec: buyers('x', 2),
    });
    assert.ok(expected.segmentUsers > 0);
    const counts = `${expected.segmentUsers} devices · ${expected.segmentUserKeys} users`;
    await page.getByText(counts).waitFor();
    await page.getByText('Users who did purchase at least 2 times in the last 30 days.').waitFor();
    await page.getByRole('button', { name: 'Show 50' }).click();
    await page
      .getByRole('link', { name: /^[0-9a-f-]{8,}$/ })
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Hide users' }).click();
    await choose(page, /^Refresh/, 'Every week');
    await page.getByText('Next runs', { exact: true }).waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await page.getByRole('button', { name: 'Save segment' }).click();
    await page.getByRole('heading', { level: 1, name: 'Buyers <b>twice</b>' }).waitFor();
    await page.getByText('Completed').first().waitFor();
    const saved = await listed('Buyers <b>twice</b>');
    assert.equal(saved.inUse?.users, expected.segmentUsers);
    await untilSettled(page);
    assert.deepEqual(await problemsOf(page), []);
    await page.context().close();
  });

  it('count what the API counts for sequences, attributes and other segments', async () => {
    const { id } = await listed('Buyers <b>twice</b>');
    const page = await console.open(`${base}/new`, { height: 1400 });
    await choose(page, /^Kind of condition/, 'have done in order');
    await choose(page, /^Step 1/, /^view_item/);
    await choose(page, /^Step 2/, /^purchase/);
    await page.getByRole('button', { name: 'Add condition' }).click();
    await choose(page, /^Kind of condition/, 'are not in segment', 1);
    await choose(page, /^Segment/, 'Buyers <b>twice</b>');
    const sequence = {
      type: 'sequence',
      done: true,
      events: [{ event: 'view_item' }, { event: 'purchase' }],
      inOneSession: true,
      direct: false,
    };
    const spec = buyers('x', 1);
    const [group] = spec.criteria.groups;
    const filters = [
      { op: 'or', conditions: [sequence] },
      { op: 'or', conditions: [{ type: 'inSegment', in: false, segmentId: id }] },
    ];
    const expected = await console.call<Outcome>('POST', '/apps/shop/segments/preview', {
      spec: { ...spec, criteria: { op: 'and', groups: [{ ...group, filters }] } },
    });
    assert.ok(expected.segmentUsers > 0);
    await page.getByText(`${expected.segmentUsers} devices`).waitFor();
    await page
      .getByText(
        'did view_item, then purchase in one session in the last 30 days and are not in Buyers <b>twice</b>.',
      )
      .waitFor();
    // No write of the draft is on its way to the next test.
    await page.getByText(/^Draft saved/).waitFor();
    await page.context().close();
  });

  it('take edits back by name and keep what was not saved', async () => {
    // What an earlier test left would be offered first.
    await console.call('DELETE', '/apps/shop/segments/new-segment/draft', {});
    const page = await console.open(`${base}/new`);
    await page.getByLabel('Name', { exact: true }).fill('Unfinished');
    await choose(page, /^Event/, /purchase/);
    await page.getByRole('button', { name: 'Undo: change condition 1 of group 1' }).click();
    await page.getByText('Choose an event.').waitFor();
    await page.getByRole('button', { name: 'Redo: change condition 1 of group 1' }).click();
    await page.getByText(/^Draft saved/).waitFor();
    await page.reload();
    await page.getByText(/^Restore your unsaved changes/).waitFor();
    await page.getByRole('button', { name: 'Restore' }).click();
    const name = page.getByLabel('Name', { exact: true });
    await until(async () => ((await name.inputValue()) === 'Unfinished' ? true : undefined));
    await page.getByText('Users who did purchase').waitFor();
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
    await page.context().close();
  });

  it('show both sides when somebody else saved meanwhile', async () => {
    const { id } = await console.call<{ id: string }>('POST', '/apps/shop/segments', {
      body: buyers('Shared', 1),
    });
    const page = await console.open(`${base}/${id}/edit`);
    await page.getByLabel('Name', { exact: true }).fill('Mine');
    const theirs = { version: 1, body: buyers('Theirs', 3) };
    await console.call('PUT', `/apps/shop/segments/${id}`, theirs);
    await page.getByRole('button', { name: 'Save segment' }).click();
    await page.getByText('Somebody else saved this segment as version 2').waitFor();
    await page.getByText('Theirs: Users who did purchase at least 3 times').waitFor();
    await page.getByRole('button', { name: 'Save mine as a copy' }).click();
    await page.getByRole('heading', { level: 1, name: 'Mine' }).waitFor();
    assert.equal((await listed('Theirs')).id, id);
    await page.context().close();
  });

  it('are imported after their ids were looked up', async () => {
    const { sample } = await console.call<{ sample: readonly { user_pseudo_id: string }[] }>(
      'POST',
      '/apps/shop/segments/preview',
      { spec: buyers('x', 1) },
    );
    const ids = sample.slice(0, 3).map(({ user_pseudo_id: id }) => id);
    const file = ['user_pseudo_id', ...ids, 'nobody-<i>1</i>'].join('\n');
    const page = await console.open(`${base}/import`);
    await page.getByLabel('Name', { exact: true }).fill('From a list');
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByText('3 ids are users of Demo shop').waitFor();
    await page.getByText('1 id is no user and is left out').waitFor();
    await page.getByText('nobody-<i>1</i>').waitFor();
    assert.deepEqual(await problemsOf(page), []);
    await page.getByRole('button', { name: 'Import segment' }).click();
    await page.getByRole('heading', { level: 1, name: 'From a list' }).waitFor();
    assert.equal((await listed('From a list')).inUse?.users, 3);
    await page.context().close();
  });

  it('leave as a file by a link that needs no sign-in and that nobody can guess', async () => {
    const { id } = await listed('From a list');
    const { path } = await console.call<{ path: string }>(
      'POST',
      `/apps/shop/segments/${id}/export-link`,
      {},
    );
    const answer = await fetch(`${console.product.url}${path}`);
    assert.equal(answer.status, 200);
    assert.equal((await answer.text()).trim().split('\n').length, 4);
    const other = await fetch(`${console.product.url}/api/segment-exports/${'x'.repeat(43)}`);
    assert.equal(other.status, 404);
  });

  it('are not deleted while something uses them, and come back after Undo', async () => {
    const { id } = await listed('From a list');
    const user = buyers('Uses it', 1);
    const [group] = user.criteria.groups;
    const filters = [{ op: 'or', conditions: [{ type: 'inSegment', in: true, segmentId: id }] }];
    const spec = { ...user, criteria: { op: 'and', groups: [{ ...group, filters }] } };
    await console.call('POST', '/apps/shop/segments', { body: spec });
    const page = await console.open(base);
    const remove = async (name: string) => {
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('radio')
        .click();
      await page.getByRole('button', { name: 'Delete', exact: true }).first().click();
    };
    await remove('From a list');
    await page.getByText('From a list is in use and cannot be deleted.').waitFor();
    await page.getByRole('dialog').getByText('Uses it').waitFor();
    await page.getByRole('button', { name: 'Close' }).last().click();
    await remove('Uses it');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Uses it was deleted.').waitFor();
    await page.getByRole('link', { name: 'Uses it' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Uses it' }).waitFor();
    await page.context().close();
  });

  it('stand in Chinese and dark, wide and narrow', async () => {
    const { id } = await listed('Buyers <b>twice</b>');
    for (const [path, width] of [
      [base, 1920],
      [`${base}/${id}`, 1280],
      [`${base}/${id}/edit`, 360],
    ] as const) {
      const page = await console.open(path, { language: 'zh-CN', theme: 'dark', width });
      await untilSettled(page);
      assert.deepEqual(await problemsOf(page), [], path);
      await page.context().close();
    }
  });
});
