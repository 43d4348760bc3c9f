// Comparison of explorations by real clicks: both ranges counted by hand, the list behind each, days of one's own.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { choose, listedRows, untilAddress } from './explore-forms.ts';
import { findViolations } from './find-violations.ts';
import { type Console, openConsole, type WindowOptions } from './open-console.ts';

const day = 86_400_000;
const minute = 60_000;
/** Noon of yesterday and of the day before: days that are over, whatever the hour, and no older than events may be. */
const noon = Math.floor(Date.now() / day) * day - day / 2;
const earlier = noon - day;
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const path = '/analytics/first/app/web/explore';
const range = `range=${dateOf(noon)}..${dateOf(noon)}`;

let sent = 0;
function event(user: string, name: string, timestamp: number) {
  sent += 1;
  return {
    event_type: name,
    event_id: `c-${sent}`,
    timestamp,
    app_id: 'web',
    unique_id: user,
    attributes: {},
  };
}
// Yesterday three view and one buys; the day before two view and both buy.
const visits = [
  ...['a', 'b', 'c'].map((user) => event(user, 'view', noon)),
  event('a', 'buy', noon + 5 * minute),
  ...['d', 'e'].flatMap((user) => [event(user, 'view', earlier), event(user, 'buy', earlier + 5 * minute)]),
];

let console: Console;
before(async () => {
  console = await openConsole();
  const { product } = console;
  await fetch(`${product.collect}/collect?appId=web`, { method: 'POST', body: JSON.stringify(visits) });
  await product.queryUntil('select count(*) as n from event_v2', ([row]) => row?.n === visits.length);
});
after(() => console[Symbol.asyncDispose]());

/** A window that waits long: two ranges are asked of a machine that may be busy. */
async function open(place: string, options: WindowOptions = {}): Promise<Page> {
  const page = await console.open(place, options);
  page.setDefaultTimeout(60_000);
  return page;
}

/** Rows of the comparison's table as texts; waits until a row begins as said. */
async function comparedRows(page: Page, first: string): Promise<readonly (readonly string[])[]> {
  const table = page.locator('[data-part="compared"] table');
  await table.locator('tbody tr').filter({ hasText: first }).first().waitFor();
  return table
    .locator('tbody tr')
    .evaluateAll((list) =>
      list.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')),
    );
}

describe('an exploration beside another range', () => {
  it('funnel: both ranges side by side, and the list of the earlier one', async () => {
    const page = await open(`${path}/funnel?${range}&vs=previous`);
    await choose(page, 'Step 1: event', 'view');
    await choose(page, 'Step 2: event', 'buy');
    assert.deepEqual(await comparedRows(page, '2 buy'), [
      ['1 view', '3', '2', '+50%', '100.00%', '100.00%', '0'],
      ['2 buy', '1', '2', '-50%', '33.33%', '100.00%', '-66.7'],
    ]);
    assert.deepEqual(
      await page
        .locator('.ms-chart [data-mark]')
        .evaluateAll((marks) =>
          marks.map((mark) => mark.querySelector('title')?.textContent?.split(': ').at(-1)),
        ),
      ['3 · 100.0%', '2 · 100.0%', '2', '1 · 33.3%', '2 · 100.0%'],
    );
    await page.locator('[data-part="compared"] tbody tr').nth(1).locator('.ms-figure').nth(1).click();
    await page.getByRole('menuitem', { name: 'See users' }).click();
    await page.getByRole('heading', { name: /^2 users ·/ }).waitFor();
    assert.equal(await listedRows(page), 2);
    await page.getByRole('link', { name: 'd', exact: true }).first().waitFor();
    assert.deepEqual(await findViolations(page), []);
    await page.close();
  });

  it('retention and attribution: the difference in points, days of one’s own by the form', async () => {
    const page = await open(`${path}/retention?${range}`);
    await choose(page, 'Pair 1: start: event', 'view');
    await choose(page, 'Pair 1: return: event', 'buy');
    await page.locator('.ms-heat-cell', { hasText: '33.3%' }).first().waitFor();
    await page.getByRole('button', { name: /^Compare with/ }).click();
    await page.getByRole('option', { name: 'vs other days' }).click();
    const form = page.getByRole('dialog', { name: 'Days to compare with' });
    await form.getByLabel('From').fill(dateOf(earlier).replaceAll('-', '/'));
    await form.getByRole('textbox', { name: 'To' }).fill(dateOf(earlier).replaceAll('-', '/'));
    await form.getByRole('button', { name: 'Apply' }).click();
    await untilAddress(
      page,
      (url) => url.searchParams.get('vs') === `${dateOf(earlier)}..${dateOf(earlier)}`,
    );
    assert.deepEqual(
      (await comparedRows(page, '33.33%')).map((row) => row.slice(1)),
      [['0', '3', '2', '+50%', '1', '2', '-50%', '33.33%', '100.00%', '-66.7']],
    );
    await page.getByRole('button', { name: 'Change the days to compare with' }).click();
    await form.getByRole('button', { name: 'Cancel' }).click();
    await form.waitFor({ state: 'detached' });
    await page.close();

    const other = await open(`${path}/attribution?${range}&vs=previous`, { theme: 'dark' });
    await choose(other, 'Goal: event', 'buy');
    await choose(other, 'Touchpoint 1: event', 'view');
    assert.deepEqual(await comparedRows(other, 'view'), [
      // Touches count from the window before the range on, so that those of the day before are in both.
      ['view', '5', '2', '+150%', '1', '2', '-50%', '1', '2', '-50%', '100.00%', '100.00%', '0'],
      ['(unattributed)', '–', '–', '-', '–', '–', '-', '0', '0', '-', '-', '-', '–'],
    ]);
    assert.deepEqual(await findViolations(other), []);
    await other.close();
  });

  it('path: has nothing to compare', async () => {
    const page = await open(`${path}/path?${range}&vs=previous`);
    await page.getByRole('button', { name: 'Earlier period' }).waitFor();
    assert.equal(await page.getByRole('button', { name: /^Compare with/ }).count(), 0);
    await page.close();
  });
});
