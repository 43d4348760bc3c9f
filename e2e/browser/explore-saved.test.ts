// What becomes of an exploration: saved, updated, deleted and brought back, put on a dashboard, restored on return; a list
// of users as a segment; a user's page.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { choose, tableOf } from './explore-forms.ts';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole } from './open-console.ts';

const minute = 60_000;
const start = Date.now() - 30 * minute;
const title = 'Buyers <b>of the week</b>';
const path = '/analytics/first/app/web/explore';

const events = [
  ['a', 'view', 0],
  ['a', 'buy', 5],
  ['b', 'buy', 12],
  ['a', 'buy', 20],
].map(([user, name, minutes], index) => ({
  event_type: name,
  event_id: `s-${index}`,
  timestamp: start + Number(minutes) * minute,
  app_id: 'web',
  unique_id: user,
  attributes: { note: '<i>note</i>' },
}));

let console: Console;
before(async () => {
  console = await openConsole();
  const { product } = console;
  await fetch(`${product.collect}/collect?appId=web`, { method: 'POST', body: JSON.stringify(events) });
  await product.queryUntil('select count(*) as n from event_v2', ([row]) => row?.n === events.length);
});
after(() => console[Symbol.asyncDispose]());

async function saved(): Promise<
  readonly { readonly id: string; readonly name: string; readonly version: number }[]
> {
  return console.call('GET', '/apps/web/explorations');
}

describe('a finished exploration', () => {
  it('is saved, updated apart from saving anew, deleted and brought back', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save as new' }).click();
    await page.getByRole('dialog').getByLabel('Title').fill(title);
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.has('saved'));
    assert.deepEqual(
      (await saved()).map(({ name, version }) => [name, version]),
      [[title, 1]],
    );
    await choose(page, 'Metric A: measure', 'Events');
    await page.getByRole('textbox', { name: 'Title' }).fill(title);
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByRole('menuitem', { name: `Update ${title}` }).click();
    await page.getByText(`${title} is updated.`).waitFor();
    assert.deepEqual(
      (await saved()).map(({ name, version }) => [name, version]),
      [[title, 2]],
    );
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open a saved one' }).click();
    await page.getByRole('button', { name: `Delete ${title}` }).click();
    await page.getByText(`${title} is deleted.`).waitFor();
    assert.deepEqual(await saved(), []);
    await page.getByRole('dialog').getByRole('button', { name: /close/i }).first().click();
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await page.getByRole('button', { name: 'Saved', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open a saved one' }).click();
    await page.getByRole('button', { name: title, exact: true }).click();
    await page.getByText('Total').first().waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.close();
  });

  it('goes to a dashboard as a card', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await page.getByRole('button', { name: 'Save to dashboard' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(title);
    await dialog.getByRole('textbox').last().fill('Shop');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    const [summary] = await console.call<{ id: string }[]>('GET', '/apps/web/dashboards');
    const { body } = await console.call<{ body: { sheets: { tiles: { title: string; spec: object }[] }[] } }>(
      'GET',
      `/apps/web/dashboards/${summary?.id}`,
    );
    const [tile] = body.sheets[0]?.tiles ?? [];
    assert.equal(tile?.title, title);
    assert.partialDeepStrictEqual(tile?.spec, { kind: 'event', event: { metrics: [{ event: 'buy' }] } });
    await page.close();
  });

  it('is offered again on return when nobody saved it', async () => {
    const page = await console.open(`${path}/funnel`);
    await choose(page, 'Step 1: event', 'view');
    await choose(page, 'Step 2: event', 'buy');
    await page.waitForURL((url) => url.searchParams.has('q'));
    const before = page.url();
    // Of the form as it stands, not of an edit before: each is kept a moment later.
    const kept = page.waitForResponse((answer) => {
      const request = answer.request();
      if (!answer.url().endsWith('/unsaved-funnel/draft') || request.method() !== 'PUT') return false;
      const isNewest =
        page.url() !== before && request.postDataJSON().body.search === new URL(page.url()).search;
      return isNewest && answer.ok();
    });
    await page
      .getByRole('radio', { name: 'Table' })
      .or(page.getByRole('button', { name: 'Table' }))
      .first()
      .click();
    await kept;
    await page.goto(`${console.product.url}${path}/funnel`);
    await page.getByRole('button', { name: 'Restore' }).click();
    await page.getByRole('button', { name: /^Step 2: event buy/ }).waitFor();
    await page.close();
  });
});

describe('people behind a number', () => {
  it('become a segment of exactly these, and each has a page', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await page
      .getByRole('radio', { name: 'Table' })
      .or(page.getByRole('button', { name: 'Table' }))
      .first()
      .click();
    assert.equal((await tableOf(page, 1))[1]?.at(-1), '2');
    await page.locator('.ms-result-table .ms-figure').last().click();
    await page.getByRole('menuitem', { name: 'See users' }).click();
    await page.getByRole('button', { name: 'Save as segment' }).click();
    await page.getByLabel('Name of the segment').fill('Buyers');
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The segment Buyers is saved.').waitFor();
    const segments = await console.call<{ name: string; lastRun?: { users: number } }[]>(
      'GET',
      '/segments?app=web',
    );
    assert.deepEqual(
      segments.map(({ name }) => name),
      ['Buyers'],
    );
    await page.getByRole('link', { name: 'a', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'a' }).waitFor();
    await page.getByText('1 session on all devices', { exact: false }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Details of buy/ }).count(), 2);
    await page.getByRole('button', { name: 'Details of view' }).click();
    await page.getByText('"note": "<i>note</i>"', { exact: false }).waitFor();
    assert.equal(await page.locator('pre i').count(), 0);
    assert.deepEqual(await findViolations(page), []);
    await page.close();
  });
});
