// A list of 50,000 rows: opens, pages, sorts and filters with only a page of it drawn, and says how much there is.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { type Console, openConsole } from './open-console.ts';

const count = 50_000;
/** Every row that the page shows at once, at most: the largest page that people may choose. */
const mostDrawn = 200;
const path = '/analytics/first/app/web/dashboards';

const nameOf = (number: number) => `Board ${String(number).padStart(5, '0')}`;
const holding = (text: string) =>
  Array.from({ length: count }, (_, index) => nameOf(index + 1)).filter((name) => name.includes(text));

const cutText = 'First 10,000 rows. Narrow the filter';
const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) });

/** Copies the only dashboard until there are 50,000: making them by 50,000 calls would test the calls. */
function copyDashboard(dataDir: string): void {
  const database = new DatabaseSync(join(dataDir, 'console.sqlite'), { timeout: 20_000 });
  try {
    const columns = database.prepare('select name from pragma_table_info(?)').all('saved_object');
    const values = columns.map(({ name }) => {
      if (name === 'object_id') return "printf('board-%05d', n)";
      return name === 'name' ? "printf('Board %05d', n)" : String(name);
    });
    database.exec(`insert into saved_object
      with recursive numbers(n) as (values (2) union all select n + 1 from numbers where n < ${count})
      select ${values.join(', ')} from saved_object, numbers where kind = 'dashboard'`);
  } finally {
    database.close();
  }
}

describe('a list of 50,000 rows', () => {
  let console: Console;
  before(async () => {
    console = await openConsole();
    const sheets = [{ id: 's1', name: 'Sheet 1' }];
    const body = { version: 1, name: nameOf(1), sheets };
    await console.call('POST', '/apps/web/dashboards', { body });
    copyDashboard(console.product.dataDir);
  });
  after(() => console[Symbol.asyncDispose]());

  async function openList(): Promise<Page> {
    const page = await console.open(path);
    page.setDefaultTimeout(60_000);
    await rowOf(page, nameOf(1)).waitFor();
    return page;
  }

  it('opens with one page drawn and the whole number told', async () => {
    const page = await openList();
    // The life cycle stands in the list too.
    await page.getByText('(50,001)', { exact: true }).waitFor();
    await page.getByText(cutText).waitFor();
    const drawn = await page.locator('tbody tr').count();
    assert.ok(drawn > 10 && drawn <= mostDrawn, `${drawn} rows drawn`);
    await page.context().close();
  });

  it('pages forward and to the last page that it offers', async () => {
    const page = await openList();
    await page.getByRole('button', { name: 'Next page' }).click();
    await rowOf(page, nameOf(20)).waitFor();
    await rowOf(page, nameOf(1)).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /(^|\D)500(\D|$)/ }).click();
    await rowOf(page, nameOf(9_999)).waitFor();
    await page.context().close();
  });

  it('sorts all rows, not those of the page or of the first 10,000', async () => {
    const page = await openList();
    const sort = page
      .getByRole('columnheader', { name: 'Name' })
      .getByRole('button', { name: 'Name' })
      .first();
    const first = page.locator('tbody tr').first();
    // A click could meet the copy of the header that stays in view.
    await sort.press('Enter');
    await first.filter({ hasText: nameOf(1) }).waitFor();
    await page.locator('th[aria-sort="ascending"]').first().waitFor();
    await sort.press('Enter');
    // The life cycle's name comes after those of the boards.
    await rowOf(page, nameOf(count)).waitFor();
    await rowOf(page, nameOf(count - 18)).waitFor();
    await rowOf(page, nameOf(1)).waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('filters all rows, tells how many of all are left, and opens one of them', async () => {
    const page = await openList();
    await page.getByText(cutText).waitFor();
    const found = holding('4321');
    const filter = page.getByRole('combobox', { name: /^Filter/ });
    await filter.fill('4321');
    await filter.press('Enter');
    await page.getByText(`(${found.length} of 50,001)`, { exact: true }).waitFor();
    for (const name of found) await rowOf(page, name).waitFor();
    await page.getByText(cutText).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: nameOf(43_210) }).click();
    await page.waitForURL(/\/dashboard\/board-43210$/);
    await page.context().close();
  });
});
