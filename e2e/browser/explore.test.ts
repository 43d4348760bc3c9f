// Explorations by real clicks: each kind against numbers counted by hand, the lists behind them, links, undo.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { choose, listedRows, openBehind, tableOf, untilAsked } from './explore-forms.ts';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole } from './open-console.ts';

const minute = 60_000;
const day = 1_440 * minute;
const halfHourAgo = Date.now() - 30 * minute;
/** Visits are of one day of the app, whose zone is UTC: retention tells days apart. */
const start = halfHourAgo % day > day - 25 * minute ? halfHourAgo - 60 * minute : halfHourAgo;
const markup = '<img src=x onerror="globalThis.wasRun=1">';
const long = 'x'.repeat(500);
const path = '/analytics/first/app/web/explore';

let sent = 0;
function event(user: string, name: string, minutes: number, attributes: object = {}) {
  sent += 1;
  return {
    event_type: name,
    event_id: `x-${sent}`,
    timestamp: start + minutes * minute,
    app_id: 'web',
    unique_id: user,
    attributes,
  };
}

// Views of three people; a buys twice, b eleven minutes after the view, c never.
const visits = [
  event('a', 'view', 0),
  event('a', 'buy', 5, { price: 10, city: 'Rome' }),
  event('b', 'view', 1),
  event('b', 'buy', 12, { price: 2.5, city: markup }),
  event('c', 'view', 2, { city: long }),
  event('a', 'buy', 20, { price: 7, city: 'Rome' }),
];
const manyNames = Array.from({ length: 2_000 }, (_, index) =>
  event('z', `n_${String(index).padStart(4, '0')}`, 3),
);

let console: Console;
before(async () => {
  console = await openConsole();
  const { product } = console;
  for (const events of [visits, manyNames.slice(0, 1_000), manyNames.slice(1_000)]) {
    await fetch(`${product.collect}/collect?appId=web`, { method: 'POST', body: JSON.stringify(events) });
  }
  const all = visits.length + manyNames.length;
  await product.queryUntil('select count(*) as n from event_v2', ([row]) => row?.n === all);
});
after(() => console[Symbol.asyncDispose]());

/** The view of the form that an address holds. */
function viewIn(url: URL): unknown {
  const packed = url.searchParams.get('q');
  if (packed === null) return null;
  return JSON.parse(inflateRawSync(Buffer.from(packed, 'base64url')).toString('utf8')).view;
}

const view = async (page: Page, name: string) => {
  await page
    .getByRole('radio', { name })
    .or(page.getByRole('button', { name, exact: true }))
    .first()
    .click();
};

describe('event analysis', () => {
  it('counts users and sums a field as by hand, and lists exactly those behind a number', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await view(page, 'Table');
    assert.equal((await tableOf(page, 1))[1]?.at(-1), '2');
    await openBehind(page, '2', 'See users');
    assert.equal(await listedRows(page), 2);
    await page.getByRole('button', { name: 'Close details' }).click();
    await choose(page, 'Metric A: measure', 'Sum of');
    await choose(page, 'Metric A: field', 'price');
    await page.getByText('19.5').first().waitFor();
    assert.equal((await tableOf(page, 1))[1]?.at(-1), '19.5');
    await page.close();
  });

  it('keeps everything in the address: reload and another person in another zone see the same', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await choose(page, 'Metric A: measure', 'Events');
    await view(page, 'Table');
    // The address follows an edit after a quiet moment; the link is taken when it knows the table.
    await page.waitForURL((url) => viewIn(url) === 'table');
    await page.locator('.ms-result-table .ms-figure', { hasText: /^3$/ }).last().waitFor();
    await openBehind(page, '3', 'See events');
    const link = page.url();
    const before = await tableOf(page, 1);
    await page.reload();
    await page.getByRole('heading', { name: /^3 events ·/ }).waitFor();
    assert.deepEqual(await tableOf(page, 1), before);
    const other = await console.open(link.replace(console.product.url, ''), {
      timezoneId: 'Pacific/Honolulu',
    });
    await other.getByRole('heading', { name: /^3 events ·/ }).waitFor();
    assert.deepEqual(await tableOf(other, 1), before);
    await other.close();
    await page.close();
  });

  it('undoes and redoes named edits, by button and keys, and Back goes back one question', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await page.waitForURL((url) => url.searchParams.has('q'));
    await page.getByRole('button', { name: 'Metric', exact: true }).click();
    await choose(page, 'Metric B: event', 'view');
    await page.getByRole('button', { name: 'Undo: Metric B: view' }).click();
    await page.getByRole('button', { name: 'Redo: Metric B: view' }).waitFor();
    await page.keyboard.press('Control+z');
    await page.getByRole('button', { name: 'Redo: add Metric B' }).waitFor();
    await page.getByText('Metric B').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await page.getByRole('button', { name: /^Metric B: event/ }).waitFor();
    await page.getByRole('button', { name: 'Move Metric B up' }).click();
    await page.getByRole('button', { name: 'Undo: move Metric B' }).waitFor();
    await page.close();
  });

  it('shows markup and long values of events as text, and filters to one of them', async () => {
    const page = await console.open(`${path}/event`);
    await choose(page, 'Metric A: event', 'buy');
    await choose(page, 'Break down by', 'city');
    await view(page, 'Table');
    const rows = await tableOf(page, 2);
    assert.deepEqual(
      rows
        .slice(1)
        .map((row) => [row[1], row.at(-1)])
        .sort(),
      [
        ['Rome', '1'],
        [markup, '1'],
      ].sort(),
    );
    assert.equal(await page.locator('img[src=x]').count(), 0);
    assert.equal(await page.evaluate(() => (globalThis as { wasRun?: number }).wasRun), undefined);
    await page
      .getByRole('row', { name: /img src=x/ })
      .locator('.ms-figure')
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Filter to this' }).click();
    await page.waitForURL((url) => url.searchParams.has('f'));
    await untilAsked(page);
    await page.locator('.ms-result-table tbody tr').nth(1).waitFor({ state: 'detached' });
    assert.equal((await tableOf(page, 1))[1]?.[1], markup);
    await choose(page, 'Metric A: event', 'view');
    await page.getByText(/No events match these filters.*Without filters: 3/).waitFor();
    await page.getByRole('button', { name: 'Remove filters' }).click();
    await untilAsked(page);
    await page.getByRole('row', { name: new RegExp(long) }).waitFor();
    await page.close();
  });

  it('finds one of two thousand events, and marks what a form lacks', async () => {
    const page = await console.open(`${path}/funnel`);
    await choose(page, 'Step 1: event', 'n_1234');
    await page.getByText('Choose an event.').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled(), true);
    await choose(page, 'Step 2: event', 'n_0777');
    await page
      .getByText('Funnel: n_1234', { exact: false })
      .or(page.getByPlaceholder('Funnel: n_1234 → n_0777'))
      .first()
      .waitFor();
    await page.close();
  });
});

describe('the other kinds', () => {
  it('funnel: three view, one buys within ten minutes, two are lost', async () => {
    const page = await console.open(`${path}/funnel`);
    await choose(page, 'Step 1: event', 'view');
    await choose(page, 'Step 2: event', 'buy');
    await page.getByText('Most are lost from view to buy: 66.7%.', { exact: true }).waitFor();
    await page.locator('.ms-chart [data-mark$="lost"]').click();
    await page.getByRole('menuitem', { name: 'See users' }).click();
    await page.getByRole('heading', { name: /^2 users · Did not come to buy/ }).waitFor();
    assert.equal(await listedRows(page), 2);
    await page.close();
  });

  it('path: by gaps, two go on to buy and one leaves', async () => {
    const page = await console.open(`${path}/path`);
    await choose(page, 'Start', 'view');
    await choose(page, 'Sessions', 'By gaps');
    await page.getByLabel('A new session starts after').first().fill('60');
    await untilAsked(page);
    await view(page, 'Table');
    await page.getByRole('row', { name: /^1 view buy 2$/ }).waitFor();
    const rows = (await tableOf(page, 3)).slice(1).filter(([step]) => step === '1');
    assert.deepEqual(rows.map(([, ...cells]) => cells).sort(), [
      ['view', '(session ended)', '1'],
      ['view', 'buy', '2'],
    ]);
    await view(page, 'Flow');
    await page.locator('.ms-chart svg text', { hasText: 'buy 2 · 66.7%' }).waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.close();
  });

  it('retention: two of three come back on the same day', async () => {
    const page = await console.open(`${path}/retention`, { theme: 'dark' });
    await choose(page, 'Pair 1: start: event', 'view');
    await choose(page, 'Pair 1: return: event', 'buy');
    await page.locator('.ms-heat-cell', { hasText: '66.7%' }).first().click();
    await page.getByRole('menuitem', { name: 'See users' }).click();
    await page.getByRole('heading', { name: /^2 users ·/ }).waitFor();
    assert.equal(await listedRows(page), 2);
    assert.deepEqual(await findViolations(page), []);
    await page.close();
  });

  it('attribution: two of three conversions are earned by a view, whichever the model', async () => {
    const page = await console.open(`${path}/attribution`);
    await choose(page, 'Goal: event', 'buy');
    await choose(page, 'Touchpoint 1: event', 'view');
    await page.getByText('1 touchpoint, 3 conversions. 33.3% of conversions have no touchpoint.').waitFor();
    await view(page, 'Table');
    const [, row, rest] = await tableOf(page, 2);
    assert.deepEqual(row, ['view', '3', '3', '2', '2', '100.00%']);
    assert.equal(rest?.[0], '(unattributed)');
    await openBehind(page, '1', 'See events');
    await page.getByRole('button', { name: 'Close details' }).click();
    await choose(page, 'Model', 'By position');
    await page.getByLabel('First touch, percent').fill('50');
    await page.getByText('The weights must add to 100%; they add to 110%.').waitFor();
    await page.close();
  });
});
